import { messageIn } from '../../support/engine';
import type { INodeParameters } from 'n8n-workflow';
import { SEEDED_ACCOUNT_ID, SEEDED_SAVINGS_ID } from '../../../sandbox';
import { byId, KillBSandbox, SEEDED_USER_ID } from '../../support/killb/killBSandbox';

const sandbox = KillBSandbox.forEachTest();

const OF_SEEDED = { savingsAccountId: SEEDED_SAVINGS_ID };

describe('Savings Account: Onboard', () => {
	const onboard = async (parameters: INodeParameters) =>
		await sandbox.run('savings.onboard', { userId: byId(SEEDED_USER_ID), ...parameters });

	it('opens an account for the user who accepted the terms', async () => {
		const { items, error } = await onboard({ acceptedTermsAndConditions: true });
		expect(error).toBeUndefined();
		expect(sandbox.bodies('POST', '/savings')).toEqual([
			{ userId: SEEDED_USER_ID, acceptedTermsAndConditions: true },
		]);
		expect(items[0]?.json).toMatchObject({ userId: SEEDED_USER_ID });
	});

	it('sends nothing before the terms are accepted', async () => {
		const { error } = await onboard({});
		expect(error?.message).toMatch(/^User Accepted Terms and Conditions is off/);
		expect(sandbox.ownRequests()).toEqual([]);
	});
});

describe('Savings Account: the reading operations', () => {
	it('return the account, its balance, and the deposit instructions', async () => {
		const account = await sandbox.run('savings.get', OF_SEEDED);
		expect(account.items[0]?.json).toMatchObject({ id: SEEDED_SAVINGS_ID, status: 'COMPLETED' });
		const balance = await sandbox.run('savings.getBalance', OF_SEEDED);
		expect(balance.items[0]?.json).toEqual({ currency: 'USD', amount: 250.75 });
		const crypto = await sandbox.run('savings.getCryptoDepositInstructions', OF_SEEDED);
		expect(crypto.items[0]?.json).toMatchObject({ network: 'POLYGON', currency: 'USDC' });
		for (const depositType of ['ACH', 'WIRE']) {
			const { items } = await sandbox.run('savings.getDepositInstructions', {
				...OF_SEEDED,
				depositType,
			});
			expect(items[0]?.json.type).toBe(depositType);
		}
		expect(sandbox.ownRequests()).toEqual([
			`GET /savings/${SEEDED_SAVINGS_ID} 201`,
			`GET /savings/${SEEDED_SAVINGS_ID}/balance 200`,
			`GET /savings/${SEEDED_SAVINGS_ID}/crypto-deposit-instructions 201`,
			`GET /savings/${SEEDED_SAVINGS_ID}/deposit-instructions/ACH 200`,
			`GET /savings/${SEEDED_SAVINGS_ID}/deposit-instructions/WIRE 200`,
		]);
	});

	it('reject a transfer type unknown to KillB', async () => {
		const { error } = await sandbox.run('savings.getDepositInstructions', {
			...OF_SEEDED,
			depositType: '={{ "SEPA" }}',
		});
		expect(error?.message).toBe('Transfer Type must be one of ACH, WIRE, got "SEPA"');
	});

	it.each(['transactions', 'Withdrawal', ' transactions ', '%74ransactions'])(
		'send nothing for %j, which is another endpoint',
		async (id) => {
			const { error } = await sandbox.run('savings.get', { savingsAccountId: id });
			expect(error?.message).toMatch(/^Savings Account ID is ".*", which is not an ID$/);
			expect(sandbox.ownRequests()).toEqual([]);
		},
	);
});

describe('Savings Account: Get Transactions', () => {
	it('reads all pages by the filters, with unchanged amounts', async () => {
		const { savings } = sandbox.state.killb;
		const account = savings.accounts.get(SEEDED_SAVINGS_ID);
		if (!account) throw new Error('The sandbox has no savings account');
		for (let count = 0; count < 5; count++) {
			savings.book(account, 'DEPOSIT', 'origin', '0.100000000000000001');
		}
		const { items, error } = await sandbox.run('savings.getTransactions', {
			returnAll: true,
			filters: { type: 'DEPOSIT', originAccountId: 'origin' },
			options: { pageSize: 2 },
		});
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.amount)).toEqual(Array(5).fill('0.100000000000000001'));
		const pages = sandbox.ownRequests().map((request) => /page=(\d)/.exec(request)?.[1]);
		expect(pages.sort()).toEqual(['1', '2', '3']);
		expect(sandbox.ownRequests()[0]).toMatch(/type=DEPOSIT/);
	});
});

describe('Savings Account: Withdraw', () => {
	const withdraw = async (parameters: INodeParameters = {}) =>
		await sandbox.run('savings.withdraw', {
			...OF_SEEDED,
			externalAccountId: byId(SEEDED_ACCOUNT_ID),
			amount: '100.1',
			comment: 'Monthly withdrawal',
			...parameters,
		});
	const BODY = {
		source: { savingsAccountId: SEEDED_SAVINGS_ID },
		destination: { savingsAccountId: SEEDED_SAVINGS_ID, externalAccountId: SEEDED_ACCOUNT_ID },
		amount: 100.1,
		comment: 'Monthly withdrawal',
	};

	it('pays out the exact amount, with both members of the destination that KillB requires', async () => {
		const { items, error } = await withdraw();
		expect(error).toBeUndefined();
		expect(sandbox.bodies('POST', '/savings/withdrawal')).toEqual([BODY]);
		expect(items[0]?.json).toMatchObject({ status: 'CREATED', amount: 100.1 });
		expect(String(sandbox.state.killb.savings.balance(SEEDED_SAVINGS_ID).toNumber())).toBe(
			'150.65',
		);
	});

	it('accepts another savings account as the destination, or none', async () => {
		await withdraw({ options: { destinationSavingsAccountId: ' other ' } });
		await withdraw({ options: { sendDestinationSavings: false } });
		expect(sandbox.bodies('POST', '/savings/withdrawal')).toMatchObject([
			{ destination: { savingsAccountId: 'other', externalAccountId: SEEDED_ACCOUNT_ID } },
			{ destination: { externalAccountId: SEEDED_ACCOUNT_ID } },
		]);
		expect(sandbox.bodies('POST', '/savings/withdrawal')[1]).not.toHaveProperty([
			'destination',
			'savingsAccountId',
		]);
	});

	it.each<[INodeParameters, RegExp]>([
		[{ amount: '100.11', options: { maximumAmount: '100.1' } }, /^Amount is 100\.11, more than/],
		[{ amount: '0' }, /^Amount must be greater than zero/],
		[{ amount: '-5' }, /^Amount must be greater than zero/],
		[{ amount: '1e2' }, /^Amount must be a number with a decimal point/],
		[{ amount: '1,000' }, /^Amount must be a number with a decimal point/],
		[{ amount: '12345678901234567.89' }, /^Amount is .*too many digits/],
		[{ amount: '={{ 0.1 + 0.2 }}' }, /^Amount is 0\.30000000000000004/],
		[
			{ amount: '={{ $json.none }}' },
			/^Amount is empty: its expression \{\{ \$json\.none \}\} returned nothing$/,
		],
		[
			{ comment: '={{ " " }}' },
			/^Comment is empty: its expression \{\{ " " \}\} returned nothing$/,
		],
		[
			{ externalAccountId: byId('={{ $json.none }}') },
			/^To Account is empty: its expression \{\{ \$json\.none \}\} returned nothing$/,
		],
		[
			{ savingsAccountId: '={{ $json.none }}' },
			/^From Savings Account ID is empty: its expression \{\{ \$json\.none \}\} returned nothing$/,
		],
	])('pays nothing for %j', async (parameters, message) => {
		const { error } = await withdraw(parameters);
		expect(error?.message).toMatch(message);
		expect(sandbox.ownRequests()).toEqual([]);
	});

	it('accepts an amount that is exactly the maximum', async () => {
		const { error } = await withdraw({ options: { maximumAmount: '100.10' } });
		expect(error).toBeUndefined();
	});

	it('says why KillB rejected it, item by item, and that each item pays for itself', async () => {
		const { items } = await sandbox.run(
			'savings.withdraw',
			{
				...OF_SEEDED,
				externalAccountId: byId(SEEDED_ACCOUNT_ID),
				amount: '={{ $json.amount }}',
				comment: 'x',
			},
			{
				items: [{ amount: 200 }, { amount: 200 }, { amount: '50.75' }],
				node: { onError: 'continueRegularOutput' },
			},
		);
		expect(items.map(({ json, pairedItem }) => [json.status, pairedItem])).toEqual([
			['CREATED', { item: 0 }],
			[undefined, { item: 1 }],
			['CREATED', { item: 2 }],
		]);
		expect(messageIn(items[1]?.json)).toBe('The pre-funded balance is too low');
	});
});
