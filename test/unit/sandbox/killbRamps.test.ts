import { SEEDED_ACCOUNT_ID, SEEDED_USER_ID, SEEDED_WALLET_ID } from '../../../sandbox';
import { control, killbForm, logIn } from './client';
import { PERSON } from './people';
import { FROM_PRE_FUND, INTO_CRYPTO, OUT_OF_CRYPTO } from './quotes';
import { KillBSession } from './killbSession';

const session = KillBSession.forThisFile();

const { call } = session;
const quote = async (requested: object = INTO_CRYPTO) =>
	(await call('POST', '/quotations', requested)).data;
/** A ramp into the seeded wallet, or out of crypto to the seeded bank account. */
const create = async (requested: typeof INTO_CRYPTO = INTO_CRYPTO, extra: object = {}) => {
	const accountId = requested.cashOutMethod === 'PSE' ? SEEDED_ACCOUNT_ID : SEEDED_WALLET_ID;
	const quotationId = (await quote(requested)).id;
	return await call('POST', '/ramps', { quotationId, userId: SEEDED_USER_ID, accountId, ...extra });
};
const codeOf = ({ status, data }: Awaited<ReturnType<typeof call>>) => [status, data.errorCode];
const usdc = async () =>
	(await call('GET', '/customers/balances')).data.find(
		({ currency }: { currency: string }) => currency === 'USDC',
	).amount;

test('a ramp is created from a quotation with 201 and the documented members', async () => {
	const quotation = await quote();
	const { status, data } = await call('POST', '/ramps', {
		quotationId: quotation.id,
		userId: SEEDED_USER_ID,
		accountId: SEEDED_WALLET_ID,
		externalId: 'my-ramp',
		details: { cashIn: { transfiyaAccount: '+573001234567' } },
	});
	const { fromCurrency, toCurrency, fromAmount, toAmount, cashInMethod, cashOutMethod } = quotation;
	expect([status, data]).toEqual([
		201,
		{
			id: expect.stringMatching(/^[0-9a-f-]{36}$/),
			active: true,
			type: 'ON',
			status: 'CREATED',
			fromCurrency,
			toCurrency,
			fromAmount,
			toAmount,
			cashInMethod,
			cashOutMethod,
			quotationId: quotation.id,
			userId: SEEDED_USER_ID,
			accountId: SEEDED_WALLET_ID,
			isPreFunded: false,
			isFastPay: false,
			paymentInfo: [{ url: `https://pay.sandbox.example/${data.id}` }],
			externalId: 'my-ramp',
			createdAt: expect.any(String),
			updatedAt: expect.any(String),
		},
	]);
	expect((await call('GET', `/ramps/${data.id}`)).data).toEqual(data);
	for (const query of [`id=${data.id}`, 'externalId=my-ramp', 'status=CREATED']) {
		expect((await call('GET', `/ramps?${query}`)).data).toEqual({ ramps: [data], totalPage: 1 });
	}
	expect((await call('GET', '/ramps?status=COMPLETED')).data.ramps).toEqual([]);
});

test('the payer gets instructions for the method', async () => {
	const spei = { ...INTO_CRYPTO, fromCurrency: 'MXN', cashInMethod: 'SPEI', amount: 5000 };
	const [mexico] = (await create(spei)).data.paymentInfo;
	const [chain] = (await create(OUT_OF_CRYPTO)).data.paymentInfo;
	expect(mexico).toMatchObject({ network: 'SPEI', CLABE: expect.stringMatching(/^\d{18}$/) });
	expect(chain).toEqual({
		network: 'POLYGON',
		address: expect.stringMatching(/^0x[0-9a-f]{40}$/),
	});
	expect((await create(FROM_PRE_FUND)).data).toMatchObject({ type: 'OFF', isPreFunded: true });
});

describe('a quotation', () => {
	test('that is unknown or has expired is RAMP.0001', async () => {
		expect(codeOf(await create(INTO_CRYPTO, { quotationId: 'x' }))).toEqual([400, 'RAMP.0001']);
		const { id: quotationId } = await quote();
		session.sandbox.state.update('clock', { offsetSeconds: 31 });
		expect(codeOf(await create(INTO_CRYPTO, { quotationId }))).toEqual([400, 'RAMP.0001']);
		expect(session.sandbox.state.killb.ramps.size).toBe(0);
	});

	test('is used once', async () => {
		const { id: quotationId } = await quote();
		expect((await create(INTO_CRYPTO, { quotationId })).status).toBe(201);
		expect(codeOf(await create(INTO_CRYPTO, { quotationId }))).toEqual([409, 'QUOTATION.USED']);
	});

	test('is not used up by a rejected ramp', async () => {
		const { id: quotationId } = await quote();
		expect((await create(INTO_CRYPTO, { quotationId, accountId: 'x' })).status).toBe(400);
		expect((await create(INTO_CRYPTO, { quotationId })).status).toBe(201);
	});
});

test('a repeated externalId is the same ramp, or a conflict', async () => {
	const first = await create(INTO_CRYPTO, { externalId: 'e1' });
	const again = await create(INTO_CRYPTO, { externalId: 'e1' });
	expect([again.status, again.data]).toEqual([201, first.data]);
	session.sandbox.state.update('killb', { repeatedExternalId: 'conflict' });
	expect((await create(INTO_CRYPTO, { externalId: 'e1' })).status).toBe(409);
	expect(session.sandbox.state.killb.ramps.size).toBe(1);
});

describe('a user', () => {
	test.each(['PENDING', 'REJECTED'])('that is %s is rejected', async (status) => {
		await control(session.sandbox, 'PUT', `/users/${SEEDED_USER_ID}`, { status });
		expect(codeOf(await create())).toEqual([403, 'USER.NOT_ACTIVE']);
	});

	test('must exist', async () => {
		expect(codeOf(await create(INTO_CRYPTO, { userId: 'x' }))).toEqual([404, 'USER.0001']);
	});

	test('cannot exceed the daily limit of the level, which resets the next day', async () => {
		// L1 allows 2,500 US dollars a day: 10,501,250 COP at 4,200.5.
		const day = { ...INTO_CRYPTO, amount: 10501250 };
		expect((await create({ ...day, amount: 10501250.01 })).data.errorCode).toBe('RAMP.0003');
		expect((await create(day)).status).toBe(201);
		const small = { ...INTO_CRYPTO, amount: 20000 };
		const rejected = await create(small);
		expect([rejected.status, rejected.data.message]).toEqual([
			400,
			['User limit exceeded: L1 allows 2500 USD a day'],
		]);
		session.sandbox.state.update('clock', { offsetSeconds: 24 * 3600 });
		session.token = (await logIn(session.sandbox)).accessToken;
		expect((await create(small)).status).toBe(201);
	});

	test('can reuse the amount of a failed ramp, and has more on a higher level', async () => {
		const day = { ...INTO_CRYPTO, amount: 10501250 };
		const { data } = await create(day);
		expect((await create(day)).data.errorCode).toBe('RAMP.0003');
		await control(session.sandbox, 'PUT', `/ramps/${data.id}`, { status: 'FAILED' });
		expect((await create(day)).status).toBe(201);
		await control(session.sandbox, 'PUT', `/users/${SEEDED_USER_ID}`, {
			status: 'ACTIVE',
			accessLevel: 'L4',
		});
		expect((await create(day)).status).toBe(201);
	});
});

describe('an account', () => {
	const rejected = async (requested: typeof INTO_CRYPTO, accountId: string) => {
		const { status, data } = await create(requested, { accountId });
		expect([status, data.errorCode, data.message[0]]).toEqual([
			400,
			'RAMP.0004',
			'Invalid account',
		]);
		return data.message[1];
	};

	test('must be known, active, the user’s, and on the rail of the pay-out', async () => {
		expect(await rejected(INTO_CRYPTO, 'x')).toBe('The account is not known');
		expect(await rejected(OUT_OF_CRYPTO, SEEDED_WALLET_ID)).toBe('The account is no PSE account');
		expect(await rejected(INTO_CRYPTO, SEEDED_ACCOUNT_ID)).toBe(
			'The account is no USDC wallet on POLYGON',
		);
		const tether = { ...INTO_CRYPTO, toCurrency: 'USDT', cashOutMethod: 'TRON' };
		expect(await rejected(tether, SEEDED_WALLET_ID)).toBe('The account is no USDT wallet on TRON');
		await control(session.sandbox, 'PUT', `/accounts/${SEEDED_WALLET_ID}`, { status: 'PENDING' });
		expect(await rejected(INTO_CRYPTO, SEEDED_WALLET_ID)).toBe('The account is PENDING');
	});

	test('of another user is rejected', async () => {
		const { data } = await call('POST', '/users', { type: 'PERSON', data: PERSON });
		const { status, data: error } = await create(INTO_CRYPTO, { userId: data.id });
		expect([status, error.message[1]]).toEqual([400, 'The account is of another user']);
	});

	test('is required, alone or as one of several', async () => {
		expect((await create(INTO_CRYPTO, { accountId: undefined })).data.message).toEqual([
			'accountId or accounts is required',
		]);
	});

	test('gets its part, and the parts sum up to the pay-out', async () => {
		const quotation = await quote(OUT_OF_CRYPTO);
		const { data: second } = await call('POST', '/accounts', {
			type: 'PSE',
			userId: SEEDED_USER_ID,
			data: session.sandbox.state.killb.accounts.byId.get(SEEDED_ACCOUNT_ID)?.data,
		});
		const parts = (first: number, other: number) => ({
			quotationId: quotation.id,
			accountId: undefined,
			accounts: [
				{ id: SEEDED_ACCOUNT_ID, amount: first },
				{ id: second.id, amount: other },
			],
		});
		// 100 USDC at 4179.4975: sums of such parts are not exact in floating point.
		expect(quotation.toAmount).toBe(417949.75);
		const wrong = await create(OUT_OF_CRYPTO, parts(417949.74, 0.02));
		expect(wrong.data.message).toEqual([
			'the amounts of accounts must make up 417949.75, not 417949.76',
		]);
		expect((await create(OUT_OF_CRYPTO, parts(417949.75, 0))).data.message).toEqual([
			'accounts.amount must be a positive number',
		]);
		const { status, data } = await create(OUT_OF_CRYPTO, parts(417949.65, 0.1));
		expect([status, data.accountId, data.accounts.length]).toEqual([201, SEEDED_ACCOUNT_ID, 2]);

		const changed = await call('PATCH', `/ramps/${data.id}`, {
			accounts: [{ id: second.id, amount: 417949.75 }],
		});
		expect([changed.status, changed.data.accounts]).toEqual([
			201,
			[{ id: second.id, amount: 417949.75 }],
		]);
		await call('POST', '/faker/cash-in', { rampId: data.id });
		const { accounts } = changed.data;
		const late = await call('PATCH', `/ramps/${data.id}`, { accounts });
		expect(late.data.message).toEqual([
			'accounts cannot be changed while the ramp is CASH_OUT_PENDING',
		]);
	});
});

test.each([
	['a CLABE', { clabe: '032180000118359719', beneficiary: 'Bruce Wayne' }, 400],
	['another chain', { network: 'TRON', address: 'T1', asset: 'USDC' }, 400],
	['another coin', { network: 'POLYGON', address: '0x', asset: 'USDT' }, 400],
	['half a CLABE', { clabe: '032180000118359719' }, 400],
	['the chain that is paid on', { network: 'POLYGON', address: '0x', asset: 'USDC' }, 201],
])('a refund of USDC on POLYGON to %s', async (_what, refundInstructions, status) => {
	expect((await create(OUT_OF_CRYPTO, { refundInstructions })).status).toBe(status);
});

describe('pre-funded money', () => {
	test('is charged with the ramp and returned when it fails', async () => {
		const before = await usdc();
		const { data } = await create({ ...FROM_PRE_FUND, amount: 0.1 + 99.9 });
		expect([before, await usdc()]).toEqual(['8000', '7900']);
		await control(session.sandbox, 'PUT', `/ramps/${data.id}`, { status: 'FAILED' });
		await control(session.sandbox, 'PUT', `/ramps/${data.id}`, { status: 'CANCELED' });
		expect(await usdc()).toBe('8000');
	});

	test('that is insufficient is RAMP.0002', async () => {
		await control(session.sandbox, 'PUT', `/users/${SEEDED_USER_ID}`, {
			status: 'ACTIVE',
			accessLevel: 'L4',
		});
		expect(codeOf(await create({ ...FROM_PRE_FUND, amount: 8000.01 }))).toEqual([400, 'RAMP.0002']);
		expect((await create({ ...FROM_PRE_FUND, amount: 8000 })).status).toBe(201);
		expect(await usdc()).toBe('0');
	});
});

test('a receipt summarises the ramp', async () => {
	const { data } = await create();
	const { status, data: receipt } = await call('GET', `/ramps/${data.id}/receipt-json`);
	expect([status, receipt]).toMatchObject([
		200,
		{
			rampId: data.id,
			status: 'CREATED',
			sent: { amount: 400000, currency: 'COP' },
			received: { amount: 94.750624, currency: 'USDC' },
			transferProof: null,
		},
	]);
});

describe('a document', () => {
	const upload = async (id: string, type = 'application/pdf', documentType = 'SOURCE_OF_FUNDS') => {
		const form = new FormData();
		form.append('documentType', documentType);
		form.append('file', new Blob(['%PDF-1.7'], { type }), 'funds.pdf');
		return await killbForm(session.sandbox, `/ramps/${id}/documents`, form, session.token);
	};

	test('is accepted with the ramp, which then lists it', async () => {
		const { id } = (await create()).data;
		const { status, data } = await upload(id);
		expect([status, data]).toEqual([
			201,
			{
				documentType: 'SOURCE_OF_FUNDS',
				filePath: `ramps/${id}/SOURCE_OF_FUNDS.pdf`,
				uploadedAt: expect.any(String),
			},
		]);
		await upload(id, 'application/pdf', 'OTHER');
		const { documents } = (await call('GET', `/ramps/${id}`)).data;
		expect([documents.length, documents[0]]).toEqual([2, data]);
		expect(session.sandbox.state.killb.uploads[0]).toMatchObject({
			endpoint: `/ramps/${id}/documents`,
			fields: { documentType: 'SOURCE_OF_FUNDS' },
			files: [{ name: 'file', fileName: 'funds.pdf', mimeType: 'application/pdf' }],
		});
	});

	test('of another kind, without a type or without a ramp is rejected', async () => {
		const { id } = (await create()).data;
		expect(codeOf(await upload(id, 'image/png'))).toEqual([400, 'INVALID.INPUT']);
		expect(codeOf(await upload(id, 'application/pdf', ''))).toEqual([400, 'INVALID.INPUT']);
		expect(codeOf(await upload('x'))).toEqual([404, 'RAMP.NOT_FOUND']);
		const json = await call('POST', `/ramps/${id}/documents`, { documentType: 'A', file: 'x' });
		expect(codeOf(json)).toEqual([400, 'INVALID.INPUT']);
	});
});

test.each(['', '/status-history', '/receipt-json'])('GET of /ramps/x%s is 404', async (rest) => {
	expect(codeOf(await call('GET', `/ramps/x${rest}`))).toEqual([404, 'RAMP.NOT_FOUND']);
});
