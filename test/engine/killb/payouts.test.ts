import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { SEEDED_PREFUND_ID } from '../../../sandbox';
import { loadList, WireServer, messageIn } from '../../support/engine';
import {
	accountDataOf,
	ACCOUNT_FORMS,
	PERSON_HOLDER,
	PERSON_HOLDER_DATA,
} from '../../support/killb/accountForms';
import { NO_IDS, STRANGE_IDS } from './hostileIds';
import { byId, KillBSandbox } from '../../support/killb/killBSandbox';

const sandbox = KillBSandbox.forEachTest();

const PAYOUT: INodeParameters = {
	preFundAccountId: byId(SEEDED_PREFUND_ID),
	amount: '8000',
	beneficiaryType: 'BANK',
	...PERSON_HOLDER,
	...ACCOUNT_FORMS.PSE?.form,
	externalIdMode: 'automatic',
};

const run = async (change: INodeParameters, rest = {}) =>
	await sandbox.run('payout.create', { ...PAYOUT, ...change }, rest);

/** The requests that pay, each with its key. */
function sent() {
	return sandbox
		.arrived()
		.filter(({ method, path }) => method === 'POST' && path === '/api/v2/payouts')
		.map(({ headers, body, status }) => ({
			key: headers['idempotency-key'],
			body: JSON.parse(body) as IDataObject,
			status,
		}));
}

/** The number of payouts. */
const paid = () => sandbox.state.killb.payouts.byId.size;

describe('Payout: Create', () => {
	it('pays to a bank account, with the same Idempotency-Key and external ID', async () => {
		const { items, error } = await run({});
		expect([error?.message, error?.description]).toEqual([undefined, undefined]);
		const [{ key, body } = { key: '', body: {} }] = sent();
		expect(key).toMatch(/^auto\.[0-9a-f]{64}$/);
		expect(body).toEqual({
			preFundAccountId: SEEDED_PREFUND_ID,
			amount: 8000,
			beneficiary: { type: 'BANK', account: accountDataOf('PSE') },
			externalId: key,
		});
		expect(items[0]?.json).toMatchObject({
			amount: 8000,
			currency: 'COP',
			status: 'CREATED',
			idempotency: { key, mode: 'automatic' },
		});
	});

	it('pays to a Bre-B alias', async () => {
		const { error } = await run({ beneficiaryType: 'BREB', ...ACCOUNT_FORMS.BREB?.form });
		expect(error).toBeUndefined();
		expect(sent()[0]?.body.beneficiary).toEqual({ type: 'BREB', account: accountDataOf('BREB') });
	});

	it('accepts a phone number without country code, as in a KillB guide', async () => {
		const { error } = await run({ phone: '3001234567' });
		expect(error).toBeUndefined();
		expect(sent()[0]?.body.beneficiary).toMatchObject({ account: { phone: '3001234567' } });
	});

	it.each(['PSE', 'ACH_CO'])('sends a complete receiver as JSON, also of type %s', async (type) => {
		const beneficiary = { type, account: { ...PERSON_HOLDER_DATA, anything: 1 } };
		await run({ beneficiaryType: 'json', beneficiaryJson: JSON.stringify(beneficiary) });
		expect(sent()[0]?.body.beneficiary).toEqual(beneficiary);
	});

	it('accepts further members of the account as JSON, overridden by form fields', async () => {
		await run({
			additionalFields: { additionalFieldsJson: '{"middleName":"Carlos","accountNumber":"9"}' },
		});
		expect(sent()[0]?.body.beneficiary).toEqual({
			type: 'BANK',
			account: { ...accountDataOf('PSE'), middleName: 'Carlos' },
		});
	});

	it('pays once per item, with its own key, linked to it', async () => {
		const amounts = ['1000', 2500.5, '3000.25'];
		const { items } = await run(
			{ amount: '={{ $json.amount }}', accountNumber: '={{ $json.account }}' },
			{ items: amounts.map((amount, index) => ({ amount, account: 100 + index })) },
		);
		expect(items.map(({ json, pairedItem }) => [json.amount, pairedItem])).toEqual([
			[1000, { item: 0 }],
			[2500.5, { item: 1 }],
			[3000.25, { item: 2 }],
		]);
		expect(new Set(sent().map(({ key }) => key)).size).toBe(3);
		expect(paid()).toBe(3);
	});

	it('pays nothing twice when the execution is retried', async () => {
		const first = await run({});
		const again = await first.retry();
		expect(again.items[0]?.json.id).toBe(first.items[0]?.json.id);
		expect(new Set(sent().map(({ key }) => key)).size).toBe(1);
		expect(paid()).toBe(1);
	});

	it('pays nothing twice for the user’s own external ID, in any execution', async () => {
		const own = { externalIdMode: 'own', externalId: 'nómina/42' };
		await run(own, { executionId: '1' });
		await run(own, { executionId: '2' });
		const [one, two] = sent();
		expect(one?.body.externalId).toBe('nómina/42');
		expect(one?.key).toMatch(/^[\x21-\x7e]+$/);
		expect(two?.key).toBe(one?.key);
		expect(paid()).toBe(1);
	});

	it('says that it may have been paid after a proxy’s timeout, and reuses the key', async () => {
		const keys: unknown[] = [];
		const server = await WireServer.start(({ target, headers }) => {
			if (target.endsWith('/auth/login')) {
				return { status: 201, body: { accessToken: 'a', expiresIn: 3600000, refreshToken: 'r' } };
			}
			keys.push(headers['idempotency-key']);
			return { status: 502, body: '<html>Bad Gateway</html>' };
		});
		try {
			const credentials = sandbox.credentials({ baseUrl: server.url });
			const first = await run({}, { credentials });
			expect(first.error?.description).toMatch(
				new RegExp(`^KillB may or may not have processed this request\\. .*${String(keys[0])}`),
			);
			await first.retry();
			expect(keys.length).toBeGreaterThan(1);
			expect(new Set(keys).size).toBe(1);
		} finally {
			await server.close();
		}
	});
});

describe('the Maximum Amount of Payout: Create', () => {
	it('accepts an amount up to it, and rejects a higher one before anything is sent', async () => {
		const { items } = await run(
			{ amount: '={{ $json.amount }}', maximumAmount: '8000.10' },
			{
				items: [{ amount: '8000.1' }, { amount: '8000.11' }, { amount: 8000.1 }, { amount: 1e6 }],
				node: { onError: 'continueRegularOutput' },
			},
		);
		expect(items.map(({ json }) => messageIn(json))).toEqual([
			undefined,
			expect.stringMatching(/^Amount is 8000\.11, .*Maximum Amount of 8000\.1\b/),
			undefined,
			expect.stringMatching(/^Amount is 1000000, .*Maximum Amount of 8000\.1\b/),
		]);
		expect(sent().map(({ body }) => body.amount)).toEqual([8000.1, 8000.1]);
	});
});

describe('Payout: Create, validation', () => {
	it.each<[INodeParameters, RegExp]>([
		[
			{ amount: '={{ $json.none }}' },
			/^Amount is empty: its expression \{\{ \$json\.none \}\} returned nothing$/,
		],
		[{ amount: '0' }, /^Amount must be greater than zero/],
		[{ amount: '-5' }, /^Amount must be greater than zero/],
		[{ amount: '1e3' }, /^Amount must be a number with a decimal point/],
		[{ amount: '8.000,50' }, /^Amount must be a number with a decimal point/],
		[{ amount: '={{ 0.1 + 0.2 }}' }, /^Amount is 0\.30000000000000004, which may have a rounding/],
		[
			{ amount: '12345678901234567.89' },
			/^Amount is 12345678901234567\.89, which has too many digits/,
		],
		[{ maximumAmount: '={{ "a lot" }}' }, /^Maximum Amount must be a number with a decimal point/],
		[
			{ preFundAccountId: byId('={{ $json.none }}') },
			/^Pre-Fund Account is empty: its expression \{\{ \$json\.none \}\} returned nothing$/,
		],
		[
			{ accountNumber: '={{ $json.none }}' },
			/^Account Number is empty: its expression \{\{ \$json\.none \}\} returned nothing$/,
		],
		[{ accountNumber: '={{ 646180157000000004 }}' }, /^Account Number is the number/],
		[
			{ bankCode: byId('={{ $json.none }}') },
			/^Bank is empty: its expression \{\{ \$json\.none \}\} returned nothing$/,
		],
		[{ beneficiaryType: 'json', beneficiaryJson: '={{ {} }}' }, /^Beneficiary \(JSON\) is empty$/],
		[{ beneficiaryType: 'json', beneficiaryJson: '{' }, /^Beneficiary \(JSON\) is not valid JSON/],
	])('rejects %j before anything is sent', async (change, message) => {
		const { error, items } = await run(change);
		expect(error?.message).toMatch(message);
		expect(error?.description).toMatch(/Nothing was sent/);
		expect(items).toEqual([]);
		expect(sandbox.ownRequests()).toEqual([]);
	});

	it.each<[string, INodeParameters, RegExp, RegExp]>([
		['a balance that is too low', { amount: '99999999999' }, /balance is too low/, /RAMP\.0002/],
		['an unknown bank', { bankCode: byId('999') }, /bank code/, /ACCOUNT\.0002/],
		[
			'an unknown pre-fund account',
			{ preFundAccountId: byId('none') },
			/Pre-fund account not found/,
			/HTTP 404/,
		],
	])('explains KillB’s rejection: %s', async (_, change, message, description) => {
		const { error } = await run(change);
		expect(error?.message).toMatch(message);
		expect(error?.description).toMatch(description);
		expect(paid()).toBe(0);
	});
});

describe('Payout: Get and Get Many', () => {
	async function payouts(count: number): Promise<string[]> {
		const { items } = await run(
			{ externalIdMode: 'own', externalId: '={{ $json.own }}' },
			{ items: Array.from({ length: count }, (_, index) => ({ own: `own-${index}` })) },
		);
		return items.map(({ json }) => String(json.id));
	}

	it('return each item’s own payout unchanged, linked to it', async () => {
		const ids = (await payouts(2)).reverse();
		const { items } = await sandbox.run(
			'payout.get',
			{ payoutId: byId('={{ $json.id }}'), simple: false },
			{ items: ids.map((id) => ({ id })) },
		);
		expect(items).toEqual(
			ids.map((id, item) => ({
				json: { ...sandbox.state.killb.payouts.byId.get(id) },
				pairedItem: { item },
			})),
		);
	});

	it('reach nothing but a payout with any ID, and send nothing for an invalid one', async () => {
		const ids = [...STRANGE_IDS.map(([id]) => id), ...NO_IDS];
		const { items } = await sandbox.run(
			'payout.get',
			{ payoutId: byId('={{ $json.id }}') },
			{ items: ids.map((id) => ({ id })), node: { onError: 'continueRegularOutput' } },
		);
		expect(items).toHaveLength(ids.length);
		expect(items.every(({ json }) => typeof messageIn(json) === 'string')).toBe(true);
		expect(sandbox.ownRequests()).toEqual(
			STRANGE_IDS.map(([, segment]) => `GET /payouts/${segment} 404`),
		);
	});

	it('list as many as wanted, across all pages, by each filter', async () => {
		const ids = await payouts(5);
		const list = async (parameters: INodeParameters) =>
			(await sandbox.run('payout.getAll', parameters)).items.map(({ json }) => json.id);
		expect(await list({ returnAll: true, options: { pageSize: 2 } })).toEqual(ids);
		expect(await list({ returnAll: false, limit: 3 })).toEqual(ids.slice(0, 3));
		expect(await list({ returnAll: true, filters: { externalId: 'own-3' } })).toEqual([ids[3]]);
		expect(await list({ returnAll: true, filters: { id: String(ids[1]) } })).toEqual([ids[1]]);
		expect(await list({ returnAll: true, filters: { status: 'REFUND_PENDING' } })).toEqual([]);
		expect(sandbox.ownRequests().at(-1)).toContain('status=REFUND_PENDING');
	});

	it('reject an unknown status', async () => {
		const { error } = await sandbox.run('payout.getAll', {
			filters: { status: '={{ "DONE" }}' },
		});
		expect(error?.message).toMatch(/^Filters › Status must be one of/);
		expect(sandbox.ownRequests()).toEqual([]);
	});

	it('have a picker by amount, receiver, status, day and external ID', async () => {
		const [id] = await payouts(1);
		const load = async (filter: string) =>
			await loadList({
				type: 'killB',
				method: 'searchPayouts',
				credentials: sandbox.credentials(),
				filter,
			});
		const { results } = await load('');
		expect(results).toEqual([
			{
				name: expect.stringMatching(/^8000 COP · John Doe · CREATED · \d{4}-\d\d-\d\d · own-0$/),
				value: id,
			},
		]);
		expect((await load('JOHN')).results).toHaveLength(1);
		expect((await load('nobody')).results).toEqual([]);
	});
});
