import {
	SEEDED_ACCOUNT_ID,
	SEEDED_USER_ID,
	SEEDED_VIRTUAL_ACCOUNT_ID,
	SEEDED_WALLET_ID,
} from '../../../sandbox';
import { control } from './client';
import { Receiver } from './receiver';
import { KillBSession } from './killbSession';

const session = KillBSession.forThisFile();

const { call } = session;
const codeOf = ({ status, data }: Awaited<ReturnType<typeof call>>) => [status, data.errorCode];
const open = async (extra: object = {}) =>
	await call('POST', '/virtual-accounts', {
		userId: SEEDED_USER_ID,
		network: 'TRON',
		currency: 'USDT',
		...extra,
	});
const OWN = `/virtual-accounts/${SEEDED_VIRTUAL_ACCOUNT_ID}/withdrawals`;
const withdraw = async (amount: unknown = 100, accountId = SEEDED_WALLET_ID) =>
	await call('POST', OWN, { amount, accountId });

test('one is opened with 201, and found by its members in the list with its totals', async () => {
	const { status, data } = await open();
	expect([status, data]).toEqual([
		201,
		{
			id: expect.stringMatching(/^[0-9a-f-]{36}$/),
			type: 'PRE_FUND',
			address: expect.stringMatching(/^0x[0-9a-f]{40}$/),
			currency: 'USDT',
			network: 'TRON',
			active: true,
			createdAt: expect.any(String),
			updatedAt: expect.any(String),
		},
	]);
	for (const query of ['network=TRON', 'currency=USDT', 'page=2&limit=1']) {
		const { virtualAccounts } = (await call('GET', `/virtual-accounts?${query}`)).data;
		expect(virtualAccounts).toEqual([
			{
				...data,
				customerId: expect.any(String),
				userId: SEEDED_USER_ID,
				type: 'WALLET',
				subtype: 'PRE_FUND',
				status: 'ACTIVE',
			},
		]);
	}
	const { virtualAccounts, ...totals } = (await call('GET', '/virtual-accounts?limit=1')).data;
	expect(virtualAccounts).toHaveLength(1);
	expect(totals).toEqual({ total: 2, page: 1, limit: 1, totalPages: 2 });
	expect((await call('GET', '/virtual-accounts?status=PENDING')).data).toEqual({
		virtualAccounts: [],
		total: 0,
		page: 1,
		limit: 10,
		totalPages: 0,
	});
});

test('it requires a user that may transact, and a documented network', async () => {
	expect(codeOf(await open({ userId: 'x' }))).toEqual([404, 'USER.0001']);
	expect(codeOf(await open({ network: 'BITCOIN' }))).toEqual([400, 'INVALID.INPUT']);
	await control(session.sandbox, 'PUT', `/users/${SEEDED_USER_ID}`, { status: 'REJECTED' });
	expect(codeOf(await open())).toEqual([403, 'USER.NOT_ACTIVE']);
});

test('a list is limited to the dates, both included', async () => {
	const today = session.sandbox.state.clock.iso().slice(0, 10);
	const total = async (query: string) =>
		(await call('GET', `/virtual-accounts?${query}`)).data.total;
	expect(await total(`startDate=${today}&endDate=${today}`)).toBe(1);
	expect(await total('startDate=2999-01-01')).toBe(0);
	expect(await total('endDate=2020-01-01T00:00:00.000Z')).toBe(0);
	expect(codeOf(await call('GET', '/virtual-accounts?endDate=soon'))).toEqual([
		400,
		'INVALID.INPUT',
	]);
});

test('a withdrawal goes to a wallet of the same kind, and both lists have it', async () => {
	const { status, data } = await withdraw();
	expect([status, data]).toEqual([
		201,
		{
			id: expect.any(String),
			virtualAccountId: SEEDED_VIRTUAL_ACCOUNT_ID,
			customerId: expect.any(String),
			userId: SEEDED_USER_ID,
			amount: 100,
			currency: 'USDC',
			network: 'POLYGON',
			address: expect.stringMatching(/^0x/),
			status: 'PENDING',
			metadata: {},
			active: true,
			createdAt: expect.any(String),
			updatedAt: expect.any(String),
		},
	]);
	const { active: _active, ...item } = data;
	expect(_active).toBe(true);
	const listed = { withdrawals: [item], total: 1, page: 1, limit: 10, totalPages: 1 };
	expect((await call('GET', OWN)).data).toEqual(listed);
	expect((await call('GET', '/virtual-accounts/withdrawals?status=PENDING')).data).toEqual(listed);
	const other = (await open()).data.id;
	expect((await call('GET', `/virtual-accounts/${other}/withdrawals`)).data.total).toBe(0);
	expect((await call('GET', '/virtual-accounts/withdrawals?status=FAILED')).data.total).toBe(0);
});

test('a withdrawal cannot exceed the balance', async () => {
	expect((await withdraw(999.9)).status).toBe(201);
	expect(codeOf(await withdraw(0.11))).toEqual([400, 'RAMP.0002']);
	expect((await withdraw(0.1)).status).toBe(201);
});

test('a withdrawal to or from something else is rejected', async () => {
	expect(codeOf(await withdraw(0))).toEqual([400, 'INVALID.INPUT']);
	expect(codeOf(await withdraw(1, 'x'))).toEqual([404, 'ACCOUNT.0001']);
	expect(codeOf(await withdraw(1, SEEDED_ACCOUNT_ID))).toEqual([400, 'RAMP.0004']);
	for (const method of ['GET', 'POST']) {
		const body = method === 'POST' ? { amount: 1, accountId: SEEDED_WALLET_ID } : undefined;
		const missing = await call(method, '/virtual-accounts/x/withdrawals', body);
		expect(codeOf(missing)).toEqual([404, 'VIRTUAL_ACCOUNT.NOT_FOUND']);
	}
});

test('a withdrawal completes if configured, with its events', async () => {
	const receiver = await Receiver.start();
	try {
		await control(session.sandbox, 'PUT', '/webhooks', { killb: receiver.url });
		session.sandbox.state.update('killb', { withdrawalStepMs: 1 });
		await withdraw();
		await session.sandbox.state.journal.waitFor({ direction: 'out' }, 3);
		const told = receiver.received.map(({ body }) => JSON.parse(body));
		expect(told.map(({ event, action, data }) => [event, action, data.status])).toEqual([
			['TRANSACTION', 'CREATE', 'PENDING'],
			['TRANSACTION', 'UPDATE', 'PROCESSING'],
			['TRANSACTION', 'UPDATE', 'COMPLETED'],
		]);
		const [done] = (await call('GET', OWN)).data.withdrawals;
		expect(done).toMatchObject({
			status: 'COMPLETED',
			transferProof: expect.stringMatching(/^https:/),
		});
	} finally {
		await receiver.stop();
	}
});
