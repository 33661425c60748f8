import { SEEDED_ACCOUNT_ID, SEEDED_SAVINGS_ID, SEEDED_USER_ID } from '../../../sandbox';
import { control } from './client';
import { Receiver } from './receiver';
import { KillBSession } from './killbSession';

const session = KillBSession.forThisFile();

const { call } = session;
const codeOf = ({ status, data }: Awaited<ReturnType<typeof call>>) => [status, data.errorCode];
const onboard = async (extra: object = {}) =>
	await call('POST', '/savings', {
		userId: SEEDED_USER_ID,
		acceptedTermsAndConditions: true,
		...extra,
	});
const withdraw = async (extra: object = {}) =>
	await call('POST', '/savings/withdrawal', {
		source: { savingsAccountId: SEEDED_SAVINGS_ID },
		destination: {
			savingsAccountId: SEEDED_SAVINGS_ID,
			externalAccountId: SEEDED_ACCOUNT_ID,
		},
		amount: 100,
		comment: 'Monthly withdrawal',
		...extra,
	});
const balance = async (id = SEEDED_SAVINGS_ID) =>
	(await call('GET', `/savings/${id}/balance`)).data;

test('a user is onboarded with 201, and the account can be read', async () => {
	const { status, data } = await onboard();
	expect([status, data]).toEqual([
		201,
		{
			id: expect.stringMatching(/^[0-9a-f-]{36}$/),
			userId: SEEDED_USER_ID,
			status: 'COMPLETED',
			createdAt: expect.any(String),
			updatedAt: expect.any(String),
		},
	]);
	const read = await call('GET', `/savings/${data.id}`);
	expect([read.status, read.data]).toEqual([201, data]);
	expect(await balance(data.id)).toEqual({ currency: 'USD', amount: 0 });
	session.sandbox.state.update('killb', { newSavingsStatus: 'PENDING' });
	expect((await onboard()).data.status).toBe('PENDING');
});

test('the terms must be accepted, by a user that may transact', async () => {
	expect((await onboard({ acceptedTermsAndConditions: false })).data.message).toEqual([
		'acceptedTermsAndConditions must be true',
	]);
	expect(codeOf(await onboard({ userId: 'x' }))).toEqual([404, 'USER.0001']);
	await control(session.sandbox, 'PUT', `/users/${SEEDED_USER_ID}`, { status: 'PENDING' });
	expect(codeOf(await onboard())).toEqual([403, 'USER.NOT_ACTIVE']);
});

test('a withdrawal is taken from the balance, down to the last cent, and listed', async () => {
	expect(await balance()).toEqual({ currency: 'USD', amount: 250.75 });
	const { status, data } = await withdraw({ amount: 250.65 });
	expect([status, data]).toEqual([
		201,
		{
			id: expect.any(String),
			status: 'CREATED',
			amount: 250.65,
			userId: SEEDED_USER_ID,
			type: 'WITHDRAWAL',
			source: { currency: 'USD', custodialAccountId: SEEDED_SAVINGS_ID },
			destination: { currency: 'USD', externalAccountId: SEEDED_ACCOUNT_ID },
			createdAt: expect.any(String),
			updatedAt: expect.any(String),
		},
	]);
	expect(await balance()).toEqual({ currency: 'USD', amount: 0.1 });
	expect(codeOf(await withdraw({ amount: 0.11 }))).toEqual([400, 'RAMP.0002']);
	expect((await withdraw({ amount: 0.1 })).status).toBe(201);
	expect((await balance()).amount).toBe(0);
	for (const [query, amounts] of [
		['', ['250.75', '250.65', '0.1']],
		['type=DEPOSIT', ['250.75']],
		[`destinationAccountId=${SEEDED_ACCOUNT_ID}`, ['250.65', '0.1']],
		[`originAccountId=${SEEDED_SAVINGS_ID}&limit=1&page=2`, ['0.1']],
		['userId=x', []],
	] as const) {
		const { transactions } = (await call('GET', `/savings/transactions?${query}`)).data;
		expect(transactions.map(({ amount }: { amount: string }) => amount)).toEqual(amounts);
	}
});

test.each<[string, object, [number, string]]>([
	['without a comment', { comment: undefined }, [400, 'INVALID.INPUT']],
	['of zero', { amount: 0 }, [400, 'INVALID.INPUT']],
	[
		'from an unknown savings account',
		{ source: { savingsAccountId: 'x' } },
		[404, 'SAVINGS.NOT_FOUND'],
	],
	[
		'to an unknown account',
		{ destination: { savingsAccountId: SEEDED_SAVINGS_ID, externalAccountId: 'x' } },
		[404, 'ACCOUNT.0001'],
	],
	[
		'without an external account',
		{ destination: { savingsAccountId: SEEDED_SAVINGS_ID } },
		[400, 'INVALID.INPUT'],
	],
])('a withdrawal %s is rejected', async (_what, extra, expected) => {
	expect(codeOf(await withdraw(extra))).toEqual(expected);
	expect((await balance()).amount).toBe(250.75);
});

test('neither an inactive account nor incomplete savings can be used', async () => {
	const pending = session.sandbox.state.killb.savings.open(SEEDED_USER_ID, 'PENDING');
	const source = { savingsAccountId: pending.id };
	expect(codeOf(await withdraw({ source }))).toEqual([400, 'SAVINGS.STATUS']);
	await control(session.sandbox, 'PUT', `/accounts/${SEEDED_ACCOUNT_ID}`, { status: 'INACTIVE' });
	expect(codeOf(await withdraw())).toEqual([400, 'RAMP.0004']);
});

test('money can be deposited by bank and by chain, and by nothing else', async () => {
	const path = `/savings/${SEEDED_SAVINGS_ID}`;
	for (const type of ['ACH', 'WIRE']) {
		const { status, data } = await call('GET', `${path}/deposit-instructions/${type}`);
		expect([status, data]).toMatchObject([
			200,
			{
				type,
				accountHolderName: expect.any(String),
				accountNumber: expect.stringMatching(/^\d{12}$/),
				routingNumber: expect.stringMatching(/^\d{9}$/),
			},
		]);
	}
	expect(codeOf(await call('GET', `${path}/deposit-instructions/SEPA`))).toEqual([
		400,
		'INVALID.INPUT',
	]);
	const { status, data } = await call('GET', `${path}/crypto-deposit-instructions`);
	expect([status, data]).toEqual([
		201,
		{ address: expect.stringMatching(/^0x[0-9a-f]{40}$/), network: 'POLYGON', currency: 'USDC' },
	]);
});

test.each(['', '/balance', '/deposit-instructions/ACH', '/crypto-deposit-instructions'])(
	'GET of /savings/x%s is 404',
	async (rest) => {
		expect(codeOf(await call('GET', `/savings/x${rest}`))).toEqual([404, 'SAVINGS.NOT_FOUND']);
	},
);

test('onboarding and withdrawals are sent to the webhook', async () => {
	const receiver = await Receiver.start();
	try {
		await control(session.sandbox, 'PUT', '/webhooks', { killb: receiver.url });
		await onboard();
		await withdraw();
		await session.sandbox.state.journal.waitFor({ direction: 'out' }, 2);
		const events = receiver.received.map(({ body }) => JSON.parse(body));
		expect(new Set(events.map(({ event, action }) => `${event} ${action}`))).toEqual(
			new Set(['CUSTODIAL_ACCOUNT CREATE', 'TRANSACTION CREATE']),
		);
	} finally {
		await receiver.stop();
	}
});
