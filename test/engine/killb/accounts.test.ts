import { messageIn } from '../../support/engine';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { SEEDED_ACCOUNT_ID, SEEDED_WALLET_ID } from '../../../sandbox';
import { accountDataOf } from '../../support/killb/accountForms';
import { NO_IDS, STRANGE_IDS } from './hostileIds';
import { byId, KillBSandbox, SEEDED_USER_ID } from '../../support/killb/killBSandbox';

const sandbox = KillBSandbox.forEachTest();

function add(type = 'PSE', more: IDataObject = {}) {
	return sandbox.state.killb.accounts.add(type, { ...accountDataOf(type), ...more });
}

/** The same parameters for every operation on one account, so that each gets the same IDs. */
const OPERATIONS: Array<[`account.${string}`, INodeParameters]> = [
	['account.get', {}],
	['account.update', { accountType: 'PSE', changes: { accountNumber: '99' } }],
	['account.delete', {}],
];

describe.each(OPERATIONS)('%s', (operation, parameters) => {
	const run = async (ids: ReadonlyArray<string | null | undefined>) =>
		await sandbox.run(
			operation,
			{ ...parameters, accountId: byId('={{ $json.id }}') },
			{ items: ids.map((id) => ({ id })), node: { onError: 'continueRegularOutput' } },
		);

	it('reaches nothing but an account with any ID', async () => {
		const { items } = await run(STRANGE_IDS.map(([id]) => id));
		expect(items.map(({ json }) => messageIn(json))).toEqual(
			STRANGE_IDS.map(() => 'KillB found no account with this ID'),
		);
		expect(sandbox.ownRequests()).toEqual(
			STRANGE_IDS.map(() => expect.stringMatching(/^(GET|PATCH|DELETE) \/accounts\/[^/]+ 404$/)),
		);
		for (const [index, [, segment]] of STRANGE_IDS.entries()) {
			expect(sandbox.ownRequests()[index]).toContain(` /accounts/${segment} `);
		}
	});

	it('sends nothing for an invalid ID', async () => {
		const ids = [...NO_IDS, 'export', 'EXPORT', 'bulk', 'userId', '%65xport', 'bulk/template'];
		const { items } = await run(ids);
		expect(items.map(({ json }) => String(messageIn(json)))).toEqual(
			ids.map(() => expect.stringMatching(/Account|accountId/)),
		);
		expect(sandbox.ownRequests()).toEqual([]);
	});

	it('puts the reason on the item under Continue On Fail, and continues', async () => {
		const { items } = await run(['none', '', SEEDED_ACCOUNT_ID]);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([0, 1, 2].map((item) => ({ item })));
		expect(items[0]?.json).toMatchObject({
			error: {
				message: 'KillB found no account with this ID',
				errorCode: 'ACCOUNT.0001',
				arguments: [{ key: 'accountId', value: 'none' }],
			},
		});
		expect(messageIn(items[1]?.json)).toBe(
			'Account is empty: its expression {{ $json.id }} returned nothing',
		);
		expect(items[2]?.json).not.toHaveProperty('error');
		expect(sandbox.ownRequests()).toHaveLength(2);
	});
});

describe('Account: Get', () => {
	it('returns each item’s own account unchanged, linked to the item', async () => {
		const ids = [SEEDED_WALLET_ID, SEEDED_ACCOUNT_ID];
		const { items } = await sandbox.run(
			'account.get',
			{ accountId: byId('={{ $json.id }}'), simple: false },
			{ items: ids.map((id) => ({ id })) },
		);
		expect(items).toEqual(
			ids.map((id, item) => ({
				json: { ...sandbox.state.killb.accounts.byId.get(id) },
				pairedItem: { item },
			})),
		);
	});
});

describe('Account: Get by User', () => {
	it('returns all accounts of each item’s user, linked to it', async () => {
		const { id } = sandbox.state.killb.addUser('PERSON', {});
		const { items } = await sandbox.run(
			'account.getByUser',
			{ userId: byId('={{ $json.id }}') },
			{ items: [{ id }, { id: SEEDED_USER_ID }] },
		);
		expect(items.map(({ json, pairedItem }) => [json.id, pairedItem])).toEqual([
			[SEEDED_ACCOUNT_ID, { item: 1 }],
			[SEEDED_WALLET_ID, { item: 1 }],
		]);
		expect(sandbox.ownRequests()).toEqual([
			`GET /accounts/userId/${id} 201`,
			`GET /accounts/userId/${SEEDED_USER_ID} 201`,
		]);
	});

	it('reaches nothing but a user with any ID, and sends nothing for an invalid one', async () => {
		const ids = [...STRANGE_IDS.map(([id]) => id), ...NO_IDS];
		const { items } = await sandbox.run(
			'account.getByUser',
			{ userId: byId('={{ $json.id }}') },
			{ items: ids.map((id) => ({ id })), node: { onError: 'continueRegularOutput' } },
		);
		expect(items).toHaveLength(ids.length);
		expect(items.every(({ json }) => typeof messageIn(json) === 'string')).toBe(true);
		expect(sandbox.ownRequests()).toEqual(
			STRANGE_IDS.map(([, segment]) => `GET /accounts/userId/${segment} 404`),
		);
	});
});

describe('Account: Get Many', () => {
	const list = async (parameters: INodeParameters) => {
		const { items, error } = await sandbox.run('account.getAll', parameters);
		expect(error).toBeUndefined();
		return items.map(({ json }) => json.id);
	};

	it('returns as many as wanted, or all of them, across all pages', async () => {
		const ids = Array.from({ length: 5 }, () => add().id);
		const all = [SEEDED_ACCOUNT_ID, SEEDED_WALLET_ID, ...ids];
		expect(await list({ returnAll: true, options: { pageSize: 3 } })).toEqual(all);
		expect(await list({ returnAll: false, limit: 2 })).toEqual(all.slice(0, 2));
	});

	it('filters by the service’s filters', async () => {
		const { id } = add('SPEI', { clabe: '012180000118359719' });
		const filters = { clabe: '012180000118359719', type: 'SPEI' };
		expect(await list({ returnAll: true, filters })).toEqual([id]);
		const userId = byId(SEEDED_USER_ID);
		expect(await list({ returnAll: true, filters: { userId, type: 'WALLET' } })).toEqual([
			SEEDED_WALLET_ID,
		]);
	});

	it('sends every filter unchanged, and a list of IDs with commas', async () => {
		const filters = {
			type: 'PSE',
			accountNumber: '10203049',
			routingNumber: '021000021',
			address: '0xAbC',
			clabe: '1',
			cci: '2',
			cvu: '3',
			firstName: 'Ü&x=1',
			middleName: 'b',
			lastName: 'c',
			companyName: 'd',
			email: 'a+b@x.test',
		};
		await list({
			returnAll: true,
			filters: { ...filters, userId: byId(SEEDED_USER_ID), ids: ['a,b', 'c'] },
		});
		// As it finds none, it then asks for each of them.
		const [request] = sandbox.arrived().filter(({ path }) => path.startsWith('/api/v2/accounts?'));
		const query = new URL(request?.path ?? '', 'http://x').searchParams;
		expect(Object.fromEntries(query)).toEqual({
			...filters,
			userId: SEEDED_USER_ID,
			ids: 'a,b,c',
			page: '1',
			limit: '100',
		});
	});

	it.each<[INodeParameters, RegExp]>([
		[{ filters: { type: '={{ "IBAN" }}' } }, /^Filters › Account Type must be one of/],
		[
			{ filters: { userId: byId('favorite') } },
			/^Filters › User is "favorite", which is not an ID/,
		],
		[{ returnAll: false, limit: '={{ 0 }}' }, /^Limit must be a whole number/],
	])('rejects %j before anything is sent', async (parameters, message) => {
		const { error } = await sandbox.run('account.getAll', parameters);
		expect(error?.message).toMatch(message);
		expect(sandbox.ownRequests()).toEqual([]);
	});
});

describe('Account: Delete', () => {
	it('confirms the deletion with the account’s ID', async () => {
		const { items } = await sandbox.run('account.delete', { accountId: byId(SEEDED_WALLET_ID) });
		expect(items).toEqual([
			{ json: { deleted: true, id: SEEDED_WALLET_ID }, pairedItem: { item: 0 } },
		]);
		expect(sandbox.state.killb.accounts.byId.has(SEEDED_WALLET_ID)).toBe(false);
	});
});

describe('Account: Get Many by IDs', () => {
	it('reads one by one where KillB rejects a list with commas', async () => {
		sandbox.state.faults.add([{ service: 'killb', method: 'GET', path: '/accounts', status: 400 }]);
		const ids = [SEEDED_WALLET_ID, SEEDED_ACCOUNT_ID];
		const { items, error } = await sandbox.run('account.getAll', {
			returnAll: true,
			filters: { ids },
		});
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.id)).toEqual(ids);
	});

	it('reports a rejection that is not about the list', async () => {
		sandbox.state.faults.add([
			{ service: 'killb', method: 'GET', path: '/accounts', status: 400, times: 2 },
		]);
		const { error } = await sandbox.run('account.getAll', {
			returnAll: true,
			filters: { ids: [SEEDED_WALLET_ID, SEEDED_ACCOUNT_ID] },
		});
		expect(error?.message).toContain('The sandbox was asked to answer 400');
	});
});
