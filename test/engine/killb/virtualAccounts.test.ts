import type { INodeParameters } from 'n8n-workflow';
import { SEEDED_ACCOUNT_ID, SEEDED_VIRTUAL_ACCOUNT_ID, SEEDED_WALLET_ID } from '../../../sandbox';
import { loadList } from '../../support/engine';
import { byId, KillBSandbox, SEEDED_USER_ID } from '../../support/killb/killBSandbox';

const sandbox = KillBSandbox.forEachTest();

const OF_SEEDED = { virtualAccountId: byId(SEEDED_VIRTUAL_ACCOUNT_ID) };

/** Further accounts of the seeded user. */
function open(count: number, network = 'TRON', currency = 'USDT') {
	return Array.from({ length: count }, () =>
		sandbox.state.killb.virtualAccounts.open(SEEDED_USER_ID, network, currency),
	);
}

const withdraw = async (parameters: INodeParameters = {}) =>
	await sandbox.run('virtualAccount.createWithdrawal', {
		...OF_SEEDED,
		accountId: byId(SEEDED_WALLET_ID),
		amount: '100.5',
		...parameters,
	});

describe('Virtual Account: Create', () => {
	it('opens an account of the chosen currency and network for the user', async () => {
		const { items, error } = await sandbox.run('virtualAccount.create', {
			userId: byId(SEEDED_USER_ID),
			currency: 'USDT',
			network: 'TRON',
		});
		expect(error).toBeUndefined();
		expect(sandbox.bodies('POST', '/virtual-accounts')).toEqual([
			{ userId: SEEDED_USER_ID, network: 'TRON', currency: 'USDT' },
		]);
		expect(items[0]?.json).toMatchObject({ currency: 'USDT', network: 'TRON', type: 'PRE_FUND' });
	});

	it.each(['currency', 'network'])(
		'sends nothing without a %s, because a wrong one loses money',
		async (name) => {
			const { error } = await sandbox.run('virtualAccount.create', {
				userId: byId(SEEDED_USER_ID),
				currency: 'USDT',
				network: 'TRON',
				[name]: '={{ $json.none }}',
			});
			expect(error?.message).toMatch(
				/ is empty: its expression \{\{ \$json\.none \}\} returned nothing$/,
			);
			expect(sandbox.ownRequests()).toEqual([]);
		},
	);
});

describe('Virtual Account: Get Many', () => {
	it('reads all pages, whose count these lists call totalPages', async () => {
		open(4);
		const { items, error } = await sandbox.run('virtualAccount.getAll', {
			returnAll: true,
			options: { pageSize: 2 },
		});
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.id)).toEqual([
			...sandbox.state.killb.virtualAccounts.byId.keys(),
		]);
		expect(sandbox.ownRequests()).toHaveLength(3);
	});

	it('sends every filter as KillB names it, and days as days', async () => {
		open(2);
		const { items, error } = await sandbox.run('virtualAccount.getAll', {
			returnAll: true,
			filters: {
				status: 'ACTIVE',
				network: 'TRON',
				currency: 'USDT',
				userId: SEEDED_USER_ID,
				startDate: '2020-01-31T00:00:00',
				endDate: '2100-01-31T00:00:00',
			},
		});
		expect(error).toBeUndefined();
		expect(items).toHaveLength(2);
		expect(sandbox.ownRequests()[0]).toContain(
			`?status=ACTIVE&network=TRON&currency=USDT&userId=${SEEDED_USER_ID}&startDate=2020-01-31&endDate=2100-01-31&page=1`,
		);
	});

	it('fills the picker of the form', async () => {
		const { results } = await loadList({
			type: 'killB',
			method: 'searchVirtualAccounts',
			credentials: sandbox.credentials(),
			filter: 'usdc',
		});
		expect(results).toEqual([
			{
				name: expect.stringMatching(/^USDC POLYGON · ….{4} · ACTIVE$/) as string,
				value: SEEDED_VIRTUAL_ACCOUNT_ID,
			},
		]);
	});
});

describe('Virtual Account: Create Withdrawal', () => {
	it('pays out the exact amount to the account', async () => {
		const { items, error } = await withdraw();
		expect(error).toBeUndefined();
		expect(sandbox.bodies('POST', /\/withdrawals$/)).toEqual([
			{ amount: 100.5, accountId: SEEDED_WALLET_ID },
		]);
		expect(items[0]?.json).toMatchObject({
			virtualAccountId: SEEDED_VIRTUAL_ACCOUNT_ID,
			amount: 100.5,
			status: 'PENDING',
		});
	});

	it.each<[INodeParameters, RegExp]>([
		[{ amount: '5.01', options: { maximumAmount: 5 } }, /^Amount is 5\.01, more than the Maximum/],
		[{ amount: '0.000' }, /^Amount must be greater than zero/],
		[{ amount: '={{ 0.1 + 0.2 }}' }, /^Amount is 0\.30000000000000004/],
		[
			{ accountId: byId('={{ $json.none }}') },
			/^To Account is empty: its expression \{\{ \$json\.none \}\} returned nothing$/,
		],
		[
			{ virtualAccountId: byId('withdrawals') },
			/^Virtual Account is "withdrawals", which is not an ID/,
		],
		[{ virtualAccountId: byId('../savings') }, /^Virtual Account is "\.\.\/savings"/],
	])('pays nothing for %j', async (parameters, message) => {
		const { error } = await withdraw(parameters);
		expect(error?.message).toMatch(message);
		expect(sandbox.ownRequests()).toEqual([]);
	});

	it('explains a rejection, and that the account does not exist', async () => {
		const wrong = await withdraw({ accountId: byId(SEEDED_ACCOUNT_ID) });
		expect(wrong.error?.message).toBe('KillB rejected the account for this ramp');
		const none = await withdraw({ virtualAccountId: byId('none') });
		expect(none.error?.message).toBe('Virtual account not found');
		expect(none.error).toMatchObject({ httpCode: '404' });
	});
});

describe('Virtual Account: Get Withdrawals, of one and of all', () => {
	it('read each account’s own, and all', async () => {
		await withdraw({ amount: '1' });
		await withdraw({ amount: '2' });
		const [other] = open(1);
		const own = await sandbox.run(
			'virtualAccount.getWithdrawals',
			{ virtualAccountId: byId('={{ $json.id }}'), returnAll: true, options: { pageSize: 1 } },
			{ items: [{ id: other?.id ?? '' }, { id: SEEDED_VIRTUAL_ACCOUNT_ID }] },
		);
		expect(own.error).toBeUndefined();
		expect(own.items.map(({ json, pairedItem }) => [json.amount, pairedItem])).toEqual([
			[1, { item: 1 }],
			[2, { item: 1 }],
		]);
		const all = await sandbox.run('virtualAccount.getAllWithdrawals', {
			limit: 1,
			filters: { status: 'PENDING', startDate: '2020-01-01T00:00:00' },
		});
		expect(all.items.map(({ json }) => json.amount)).toEqual([1]);
		expect(sandbox.ownRequests().at(-1)).toMatch(
			/^GET \/virtual-accounts\/withdrawals\?status=PENDING&startDate=2020-01-01&page=1&limit=1 200$/,
		);
	});
});
