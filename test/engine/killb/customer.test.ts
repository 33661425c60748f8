import type { INodeParameters } from 'n8n-workflow';
import { KillBSandbox } from '../../support/killb/killBSandbox';

const sandbox = KillBSandbox.forEachTest();

const FORM: INodeParameters = {
	companyName: 'Acme Corp S.A.S.',
	tradeName: 'Acme',
	email: 'contact@acme.example',
	phone: '+573001234567',
	street1: 'Calle 10 # 5-51',
	city: 'Bogotá',
	state: 'DC',
	zipCode: '110311',
	countryCode: 'CO',
	documentType: 'NIT',
	documentNumber: '900123456',
	documentCountryCode: 'CO',
};
const BODY = {
	companyName: 'Acme Corp S.A.S.',
	tradeName: 'Acme',
	email: 'contact@acme.example',
	phone: '+573001234567',
	address: {
		street1: 'Calle 10 # 5-51',
		city: 'Bogotá',
		state: 'DC',
		zipCode: '110311',
		countryCode: 'CO',
	},
	document: { type: 'NIT', number: '900123456', issuedCountryCode: 'CO' },
};

describe('Customer: the reading operations', () => {
	it('return the profile, and the pairs, each as one item', async () => {
		const profile = await sandbox.run('customer.getProfile');
		expect(profile.items).toHaveLength(1);
		expect(profile.items[0]?.json).toMatchObject({ name: 'Sandbox Customer', status: 'ACTIVE' });
		const pairs = await sandbox.run('customer.getPairs');
		expect(pairs.items).toHaveLength(1);
		expect(pairs.items[0]?.json.strategies).toEqual(
			expect.arrayContaining([expect.objectContaining({ cashInMethod: 'PSE' })]),
		);
	});

	it('return one item per balance, linked to its input, with its amount unchanged', async () => {
		sandbox.state.killb.customer.addBalance('an-account', 'USDC', '8000.100000000000000000');
		const { items } = await sandbox.run('customer.getBalances', {}, { items: [{}, {}] });
		const { balances } = sandbox.state.killb.customer;
		expect(items.map(({ json }) => json)).toEqual([...balances, ...balances]);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 1].flatMap((item) => balances.map(() => ({ item }))),
		);
		expect(items.map(({ json }) => json.amount)).toContain('8000.100000000000000000');
	});

	it('return one item per currency of the liquidity', async () => {
		const { items } = await sandbox.run('customer.getLiquidity');
		expect(items.length).toBeGreaterThan(1);
		expect(items[0]?.json).toEqual({ currency: 'USDC', amount: 1_000_000 });
	});
});

describe('Customer: Create', () => {
	it('sends the form as KillB names it', async () => {
		const { items, error } = await sandbox.run('customer.create', FORM);
		expect(error).toBeUndefined();
		expect(sandbox.bodies('POST', '/customers')).toEqual([BODY]);
		expect(items[0]?.json).toMatchObject({ name: 'Acme Corp S.A.S.', documentType: 'NIT' });
	});

	it('overrides JSON members with form fields', async () => {
		await sandbox.run('customer.create', {
			...FORM,
			additionalFields: {
				street2: 'Apt 488',
				additionalFieldsJson: '{"tradeName":"Other","address":{"street2":"x","city":"y"}}',
			},
		});
		expect(sandbox.bodies('POST', '/customers')).toEqual([
			{ ...BODY, address: { ...BODY.address, street2: 'Apt 488' } },
		]);
	});

	it.each(Object.keys(FORM))('sends nothing without %s', async (name) => {
		const { error } = await sandbox.run('customer.create', { ...FORM, [name]: '={{ $json.no }}' });
		expect(error?.message).toMatch(
			/ is empty: its expression \{\{ \$json\.no \}\} returned nothing$/,
		);
		expect(sandbox.ownRequests()).toEqual([]);
	});
});

describe('Customer: Configure Pair and Create Pre-Fund Account', () => {
	const PAIR = {
		fromCurrency: 'USDC',
		cashInMethod: 'PRE_FUND_TRON',
		toCurrency: 'PYG',
		cashOutMethod: 'SPI_PY',
	};

	it('configure each item’s own pair, which can then be quoted', async () => {
		const { items, error } = await sandbox.run(
			'customer.configurePair',
			{ ...PAIR, toCurrency: '={{ $json.to }}' },
			{ items: [{ to: 'PYG' }, { to: 'COP' }] },
		);
		expect(error).toBeUndefined();
		expect(sandbox.bodies('POST', '/customers/pairs/configure')).toEqual([
			PAIR,
			{ ...PAIR, toCurrency: 'COP' },
		]);
		expect(items[0]?.json).toMatchObject({ pair: 'USDC_PYG' });
	});

	it.each(Object.keys(PAIR))('send nothing for a %s unknown to KillB', async (name) => {
		const { error } = await sandbox.run('customer.configurePair', { ...PAIR, [name]: '=XYZ' });
		expect(error?.message).toMatch(/must be one of .*got "XYZ"$/);
		expect(sandbox.ownRequests()).toEqual([]);
	});

	it('open a pre-fund account of the chosen currency and network, and return its wallet address', async () => {
		const { items } = await sandbox.run('customer.createPreFundAccount', {
			currency: 'USDT',
			network: 'TRON',
		});
		expect(sandbox.bodies('POST', '/customers/pre-fund/create')).toEqual([
			{ currency: 'USDT', network: 'TRON' },
		]);
		expect(items[0]?.json).toMatchObject({ type: 'PRE_FUND', currency: 'USDT', network: 'TRON' });
		expect(items[0]?.json.address).toEqual(expect.stringMatching(/./));
	});
});
