import { SEEDED_PREFUND_ID, SEEDED_USER_ID } from '../../../sandbox';
import operations from '../../../sandbox/killb/operations.json';
import { logIn } from './client';
import { COMPANY } from './people';
import { KillBSession } from './killbSession';

const session = KillBSession.forThisFile();

const { call } = session;
/** The members that the types name, optional ones with their mark. */
const documented = (name: keyof typeof operations.schemas) =>
	Object.keys(operations.schemas[name]).sort();

describe('banks', () => {
	test.each(['CO', 'MX'])('of %s are a list with the members of the types', async (countryCode) => {
		const { status, data } = await call('GET', `/banks?countryCode=${countryCode}`);
		expect(status).toBe(200);
		expect(data.length).toBeGreaterThan(10);
		for (const bank of data) {
			expect(Object.keys(bank).sort()).toEqual(documented('GetBanksResponseDto'));
			expect(bank.countryCode).toBe(countryCode);
		}
		expect(new Set(data.map(({ id }: { id: string }) => id)).size).toBe(data.length);
		session.sandbox.state.reset();
		session.token = (await logIn(session.sandbox)).accessToken;
		expect((await call('GET', `/banks?countryCode=${countryCode}`)).data).toEqual(data);
	});

	test('are an empty list for an unlisted country, and are rejected without a country', async () => {
		expect((await call('GET', '/banks?countryCode=SE')).data).toEqual([]);
		const { status, data } = await call('GET', '/banks');
		expect([status, data.message]).toEqual([400, ['countryCode is required']]);
	});
});

const CUSTOMER = {
	companyName: 'Acme Corp S.A.S.',
	tradeName: 'Acme',
	email: 'contact@acme.test',
	phone: '+573001234567',
	address: COMPANY.address,
	document: COMPANY.document,
};

test('a customer is created with 201, and every member is required', async () => {
	const { status, data } = await call('POST', '/customers', CUSTOMER);
	expect([status, data.name, data.documentType, data.documentNumber]).toEqual([
		201,
		CUSTOMER.companyName,
		'NIT',
		'900123456-1',
	]);
	expect(Object.keys(data).sort()).toEqual(documented('CreateCustomerResponseDto'));
	for (const member of Object.keys(CUSTOMER)) {
		const rejected = await call('POST', '/customers', { ...CUSTOMER, [member]: undefined });
		expect([rejected.status, rejected.data.message]).toEqual([400, [`${member} is required`]]);
	}
});

test('the profile names the favorite user if there is one', async () => {
	expect((await call('GET', '/customers/profile')).data).not.toHaveProperty('favoriteUserId');
	await call('PATCH', '/users/favorite', { userId: SEEDED_USER_ID });
	const { data } = await call('GET', '/customers/profile');
	expect(data).toMatchObject({ status: 'ACTIVE', favoriteUserId: SEEDED_USER_ID });
	expect(Object.keys(data).sort()).toEqual(
		documented('GetCustomerProfileResponseDto').map((name) => name.replace('?', '')),
	);
});

test('balances are decimal text, of pre-fund accounts; a new one is empty', async () => {
	const balances = async () => (await call('GET', '/customers/balances')).data;
	expect(await balances()).toContainEqual(
		expect.objectContaining({ accountId: SEEDED_PREFUND_ID, currency: 'COP', amount: '25000000' }),
	);
	const body = { currency: 'USDT', network: 'TRON' };
	const { status, data } = await call('POST', '/customers/pre-fund/create', body);
	expect(status).toBe(201);
	expect(data).toMatchObject({ ...body, type: 'PRE_FUND', active: true });
	expect(data.address).toMatch(/^T[1-9A-HJ-NP-Za-km-z]{33}$/);
	expect((await balances()).at(-1)).toMatchObject({
		accountId: data.id,
		currency: 'USDT',
		amount: '0',
	});
	const wrong = { currency: 'COP', network: 'POLYGON' };
	expect((await call('POST', '/customers/pre-fund/create', wrong)).status).toBe(400);
});

test('liquidity is a number by currency', async () => {
	const { data } = await call('GET', '/customers/liquidities');
	for (const one of data) {
		expect(one).toEqual({ currency: expect.any(String), amount: expect.any(Number) });
	}
	expect(data.length).toBeGreaterThan(0);
});

describe('pairs', () => {
	const ways = (strategies: Array<Record<string, string>>) =>
		strategies.map(
			(one) =>
				`${one['fromCurrency']}/${one['cashInMethod']} ${one['toCurrency']}/${one['cashOutMethod']}`,
		);

	test('have their strategies, and their methods by currency', async () => {
		const { data } = await call('GET', '/customers/pairs');
		expect(ways(data.strategies)).toEqual(
			expect.arrayContaining([
				'COP/PSE USDC/POLYGON',
				'USDC/POLYGON COP/PSE',
				'MXN/SPEI USDC/POLYGON',
				'USDC/PRE_FUND COP/PSE',
			]),
		);
		for (const strategy of data.strategies) {
			expect(Object.keys(strategy).sort()).toEqual(documented('StrategyDto'));
			expect(data.pairs).toContain(`${strategy.fromCurrency}_${strategy.toCurrency}`);
		}
		expect(new Set(data.pairs).size).toBe(data.pairs.length);
		expect(data.options.USDC.preFund).toEqual(['PRE_FUND']);
		expect(data.options.USDC.regular).toContain('POLYGON');
	});

	test('are added once by configuration, under the name that quotations use', async () => {
		const body = {
			fromCurrency: 'USDT',
			cashInMethod: 'ETHEREUM',
			toCurrency: 'DOP',
			cashOutMethod: 'SPI_DO',
		};
		for (let time = 0; time < 2; time++) {
			const { status, data } = await call('POST', '/customers/pairs/configure', body);
			expect([status, data]).toEqual([
				201,
				{ message: 'Pair configured successfully', pair: 'USDT_DOP', method: 'SPI_DO' },
			]);
		}
		const { data } = await call('GET', '/customers/pairs');
		expect(ways(data.strategies).filter((way) => way.includes('DOP'))).toEqual([
			'USDT/ERC20 DOP/SPI_DO',
		]);
		const wrong = { ...body, cashInMethod: 'ERC20' };
		expect((await call('POST', '/customers/pairs/configure', wrong)).status).toBe(400);
	});

	test('show the configured lifetime of a quotation', async () => {
		session.sandbox.state.update('killb', { quotationLifetimeMs: 1234 });
		const { data } = await call('GET', '/customers/pairs');
		expect(data.strategies[0].expirationTimeInMs).toBe(1234);
	});
});
