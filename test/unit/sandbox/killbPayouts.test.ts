import { SEEDED_PREFUND_ID, startSandbox, type Sandbox } from '../../../sandbox';
import type { Payout } from '../../../sandbox/killb/payoutData';
import { movePayout } from '../../../sandbox/killb/payouts';
import { SEEDED_USDC_PREFUND_ID } from '../../../sandbox/killb/seededIds';
import { ACCOUNTS } from './accounts';
import { control, killb, logIn } from './client';
import { Receiver } from './receiver';

let sandbox: Sandbox;
let receiver: Receiver;
let token: string;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(async () => {
	sandbox.state.reset();
	receiver = await Receiver.start();
	await control(sandbox, 'PUT', '/webhooks', { killb: receiver.url });
	token = (await logIn(sandbox)).accessToken;
});
afterEach(async () => await receiver.stop());

const PAYOUT = {
	preFundAccountId: SEEDED_PREFUND_ID,
	amount: 80000,
	beneficiary: { type: 'BANK', account: ACCOUNTS['PSE'] },
};
const WAY = [
	'CREATED',
	'CASH_IN_REQUESTED',
	'CASH_IN_PENDING',
	'CASH_IN_PROCESSING',
	'CASH_IN_COMPLETED',
	'KYT_OUT_CREATE',
	'KYT_OUT_PENDING',
	'KYT_OUT_PROCESSING',
	'KYT_OUT_COMPLETED',
	'CASH_OUT_CREATED',
	'CASH_OUT_REQUESTED',
	'CASH_OUT_PENDING',
	'CASH_OUT_PROCESSING',
	'CASH_OUT_COMPLETED',
	'COMPLETED',
];
const REFUND = [
	'REFUND_CREATED',
	'REFUND_REQUESTED',
	'REFUND_PENDING',
	'REFUND_PROCESSING',
	'REFUND_COMPLETED',
	'REFUNDED',
];
const create = async (extra: object = {}, key?: string) =>
	await killb(sandbox, 'POST', '/payouts', {
		token,
		body: { ...PAYOUT, ...extra },
		...(key === undefined ? {} : { headers: { 'Idempotency-Key': key } }),
	});
const get = async (path: string) => await killb(sandbox, 'GET', path, { token });
const put = async (id: string, status: string) =>
	await control(sandbox, 'PUT', `/payouts/${id}`, { status });
const codeOf = ({ status, data }: Awaited<ReturnType<typeof get>>) => [status, data.errorCode];
const cop = async () =>
	(await get('/customers/balances')).data.find(
		({ accountId }: { accountId: string }) => accountId === SEEDED_PREFUND_ID,
	).amount;
const until = async (happened: () => boolean) => {
	while (!happened()) await new Promise(setImmediate);
};
const told = async (count: number) => {
	await sandbox.state.journal.waitFor({ direction: 'out' }, count);
	return receiver.received.map(({ body }) => JSON.parse(body));
};

test('a payout is created with 201 and the documented members, read, and found', async () => {
	const { status, data } = await create({ externalId: 'p1' });
	expect([status, data]).toEqual([
		201,
		{
			id: expect.stringMatching(/^[0-9a-f-]{36}$/),
			amount: 80000,
			currency: 'COP',
			beneficiary: PAYOUT.beneficiary,
			status: 'CREATED',
			externalId: 'p1',
			createdAt: expect.any(String),
			updatedAt: expect.any(String),
		},
	]);
	expect((await get(`/payouts/${data.id}`)).data).toEqual(data);
	for (const query of [`id=${data.id}`, 'externalId=p1', 'status=CREATED', 'page=1&limit=1']) {
		expect((await get(`/payouts?${query}`)).data).toEqual({ payouts: [data], totalPage: 1 });
	}
	expect((await get('/payouts?externalId=p2')).data).toEqual({ payouts: [], totalPage: 0 });
	expect(codeOf(await get('/payouts/x'))).toEqual([404, 'PAYOUT.NOT_FOUND']);
});

test('the same Idempotency-Key returns the first response, whatever the request and later changes', async () => {
	const first = await create({}, 'k1');
	await put(first.data.id, 'COMPLETED');
	const again = await create({ amount: 90000 }, 'k1');
	expect([again.status, again.data]).toEqual([201, first.data]);
	expect(sandbox.state.killb.payouts.byId.size).toBe(1);
	expect((await create({}, 'k2')).data.id).not.toBe(first.data.id);
	expect((await create()).data.id).not.toBe((await create()).data.id);
});

test('a rejected payout does not use up its key', async () => {
	expect((await create({ amount: 99999999999 }, 'k1')).status).toBe(400);
	expect((await create({}, 'k1')).status).toBe(201);
});

test('a repeated externalId is the same payout, or a conflict', async () => {
	const { data } = await create({ externalId: 'e1' });
	expect((await create({ externalId: 'e1' })).data).toEqual(data);
	sandbox.state.update('killb', { repeatedExternalId: 'conflict' });
	expect(codeOf(await create({ externalId: 'e1' }))).toEqual([409, 'PAYOUT.EXTERNAL_ID']);
});

test('the money is taken from the COP balance, down to zero', async () => {
	expect(await cop()).toBe('25000000');
	await create({ amount: 24999999.9 });
	expect(await cop()).toBe('0.1');
	expect(codeOf(await create({ amount: 0.11 }))).toEqual([400, 'RAMP.0002']);
	expect((await create({ amount: 0.1 })).status).toBe(201);
	expect(await cop()).toBe('0');
});

test('an account without COP is rejected', async () => {
	const preFundAccountId = SEEDED_USDC_PREFUND_ID;
	expect(codeOf(await create({ preFundAccountId: 'x' }))).toEqual([404, 'PAYOUT.PRE_FUND']);
	expect(codeOf(await create({ preFundAccountId, amount: 1 }))).toEqual([400, 'RAMP.0002']);
});

describe('a beneficiary', () => {
	const rejected = async (beneficiary: object) => {
		const { status, data } = await create({ beneficiary });
		expect([status, data.errorCode]).toEqual([400, expect.any(String)]);
		return [data.errorCode, data.message];
	};

	test('with a BREB alias is also paid', async () => {
		const beneficiary = { type: 'BREB', account: ACCOUNTS['BREB'] };
		expect((await create({ beneficiary })).status).toBe(201);
	});

	test('has the type name of the setting', async () => {
		const account = ACCOUNTS['PSE'];
		expect(await rejected({ type: 'PSE', account })).toEqual([
			'INVALID.INPUT',
			['beneficiary.type must be one of BANK, BREB'],
		]);
		for (const payoutBankType of ['PSE', 'ACH_CO'] as const) {
			sandbox.state.update('killb', { payoutBankType });
			expect((await create({ beneficiary: { type: payoutBankType, account } })).status).toBe(201);
			await rejected({ type: 'BANK', account });
		}
	});

	test('has the account of its type, with an existing bank', async () => {
		expect(await rejected({ type: 'BREB', account: ACCOUNTS['PSE'] })).toEqual([
			'INVALID.INPUT',
			expect.arrayContaining(['beneficiary.account.alias is required']),
		]);
		expect(
			await rejected({ type: 'BANK', account: { ...ACCOUNTS['PSE'], bankCode: '999' } }),
		).toEqual(['ACCOUNT.0002', ['Invalid bank code']]);
		expect(await rejected({ type: 'BANK' })).toEqual([
			'INVALID.INPUT',
			['beneficiary.account is required'],
		]);
	});
});

test.each([0, -1, '80000', null])('an amount of %p is rejected', async (amount) => {
	expect(codeOf(await create({ amount }))).toEqual([400, 'INVALID.INPUT']);
	expect(await cop()).toBe('25000000');
});

test('a payout stands still, or advances with a PAYOUT event for each state', async () => {
	const still = (await create()).data.id;
	sandbox.state.update('killb', { payoutStepMs: 1 });
	const { id } = (await create()).data;
	const events = await told(1 + WAY.length);
	const states = (of: string) =>
		events
			.filter(({ data }) => data.id === of)
			.map(({ event, action, data }) => [event, action, data.status]);
	expect(states(still)).toEqual([['PAYOUT', 'CREATE', 'CREATED']]);
	expect(states(id)).toEqual(
		WAY.map((status, step) => ['PAYOUT', step === 0 ? 'CREATE' : 'UPDATE', status]),
	);
	expect((await get(`/payouts/${id}`)).data.transferProof).toMatch(/^https:.*\.pdf$/);
});

describe('a failure', () => {
	test.each(['FAILED', 'ERROR', 'CASH_IN_REJECTED'])(
		'during the pay-in is final: %s',
		async (status) => {
			const { id } = (await create()).data;
			await put(id, status);
			expect(await cop()).toBe('25000000');
			// Nothing follows it, even when payouts advance automatically.
			sandbox.state.update('killb', { payoutStepMs: 1 });
			const other = (await create()).data.id;
			await told(2 + WAY.length);
			expect((await get(`/payouts/${other}`)).data.status).toBe('COMPLETED');
			expect((await get(`/payouts/${id}`)).data.status).toBe(status);
		},
	);

	test.each(['FAILED', 'ERROR', 'CASH_OUT_CANCELED', 'KYT_OUT_FAILED'])(
		'after the pay-in leads to a refund: %s',
		async (status) => {
			sandbox.state.update('killb', { payoutStepMs: 60_000 });
			const { id } = (await create()).data;
			await put(id, 'CASH_OUT_PROCESSING');
			await put(id, status);
			expect(await cop()).toBe('24920000');
			await put(id, 'REFUNDED');
			await put(id, 'REFUNDED');
			expect(await cop()).toBe('25000000');
		},
	);

	test('of an advancing payout turns it towards its refund', async () => {
		sandbox.state.update('killb', { payoutStepMs: 1 });
		const { id } = (await create()).data;
		const payout = sandbox.state.killb.payouts.byId.get(id) as Payout;
		const states = () => receiver.received.map(({ body }) => JSON.parse(body).data.status);
		await until(() => /^(KYT|CASH)_OUT_/.test(payout.status));
		// In the same tick, so that it does not advance in between.
		movePayout(sandbox.state.killb, payout, 'CASH_OUT_FAILED');
		await until(() => states().includes('REFUNDED'));
		expect(states().slice(states().indexOf('CASH_OUT_FAILED'))).toEqual([
			'CASH_OUT_FAILED',
			...REFUND,
		]);
		expect(await cop()).toBe('25000000');
	});
});

test('a payout event fired through the control API also changes the payout', async () => {
	const { id } = (await create()).data;
	await told(1);
	const data = { id, status: 'CASH_OUT_PENDING_FILE', details: 'Waiting for the bank' };
	await control(sandbox, 'POST', '/events', { service: 'killb', event: 'PAYOUT', data });
	const [, event] = await told(2);
	expect(event.data).toMatchObject({ ...data, amount: 80000 });
	expect((await get(`/payouts/${id}`)).data).toEqual(event.data);
});

test('the control API accepts the documented states only', async () => {
	const { id } = (await create()).data;
	expect((await put(id, 'PROCESSING')).status).toBe(400);
	expect((await put('x', 'FAILED')).status).toBe(404);
});
