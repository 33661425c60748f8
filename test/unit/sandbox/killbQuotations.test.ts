import { INTO_CRYPTO, OUT_OF_CRYPTO } from './quotes';
import { KillBSession } from './killbSession';

const session = KillBSession.forThisFile();

const { call } = session;
const quote = async (extra: object = {}, base: object = INTO_CRYPTO) =>
	await call('POST', '/quotations', { ...base, ...extra });
const codeOf = ({ status, data }: Awaited<ReturnType<typeof call>>) => [status, data.errorCode];
/**
 * The value of whole currency units written with at most `places` decimal places, as an integer.
 */
const scaled = (amount: number, places: number) => {
	const [whole = '', fraction = ''] = String(amount).split('.');
	return BigInt(whole + fraction.padEnd(places, '0'));
};

test('a quotation is created with 201 and the documented members', async () => {
	const { status, data } = await quote();
	expect([status, data]).toEqual([
		201,
		{
			id: expect.stringMatching(/^[0-9a-f-]{36}$/),
			fromCurrency: 'COP',
			toCurrency: 'USDC',
			fromAmount: 400000,
			toAmount: 94.750624,
			// 1 / 4200.5 with twelve places, and half a per cent less.
			rate: 0.000236876561,
			spotPrice: 0.000238066896,
			expiresAt: expect.any(Number),
			cashInMethod: 'PSE',
			cashOutMethod: 'POLYGON',
			isFastPay: false,
		},
	]);
});

test('reading one returns the request as it was sent', async () => {
	const { data } = await quote();
	const { status, data: read } = await call('GET', `/quotations/${data.id}`);
	expect([status, read]).toEqual([201, INTO_CRYPTO]);
});

test('the received amount is the sent one at the rate, rounded down to the currency', async () => {
	for (const amount of [20000, 400000, 399999.99, 1234567.89]) {
		const { data } = await quote({ amount });
		const exact = scaled(data.fromAmount, 2) * scaled(data.rate, 12);
		expect(scaled(data.toAmount, 6)).toBe(exact / 10n ** 8n);
	}
});

test('the sent amount is the smallest one that yields the wanted amount', async () => {
	for (const amount of [50, 99.999999, 1000.01]) {
		const { data } = await quote({ amount, amountIsToCurrency: true });
		const given = (fromAmount: bigint) => (fromAmount * scaled(data.rate, 12)) / 10n ** 8n;
		const fromAmount = scaled(data.fromAmount, 2);
		expect(data.toAmount).toBe(amount);
		expect(given(fromAmount)).toBeGreaterThanOrEqual(scaled(amount, 6));
		expect(given(fromAmount - 1n)).toBeLessThan(scaled(amount, 6));
	}
});

test('a fast payment costs more and says how much, and is off by default', async () => {
	const fast = await quote({ isFastPay: true });
	const slow = await quote({ isFastPay: undefined });
	expect([fast.data.isFastPay, fast.data.fastPayBps]).toEqual([true, 25]);
	expect([slow.data.isFastPay, slow.data.fastPayBps]).toEqual([false, undefined]);
	expect(fast.data.toAmount).toBeLessThan(slow.data.toAmount);
});

test('a simulation has the same price and no usable ID', async () => {
	const { data: quotation } = await quote({}, OUT_OF_CRYPTO);
	const { status, data } = await call('POST', '/quotations/simulation', OUT_OF_CRYPTO);
	const { fromCurrency, toCurrency, fromAmount, toAmount, rate } = quotation;
	const methods = { cashInMethod: 'POLYGON', cashOutMethod: 'PSE' };
	expect([status, data]).toEqual([
		201,
		{ fromCurrency, toCurrency, fromAmount, toAmount, rate, ...methods },
	]);
	expect(session.sandbox.state.killb.quotations.size).toBe(1);
});

test('the expiry is in milliseconds or in seconds', async () => {
	const before = session.sandbox.state.clock.now();
	const inMilliseconds = await quote();
	session.sandbox.state.update('killb', { expiresAtUnit: 's', quotationLifetimeMs: 300_000 });
	const inSeconds = await quote();
	const after = session.sandbox.state.clock.now();
	expect(inMilliseconds.data.expiresAt).toBeGreaterThanOrEqual(before + 30_000);
	expect(inMilliseconds.data.expiresAt).toBeLessThanOrEqual(after + 30_000);
	expect(inSeconds.data.expiresAt).toBeGreaterThanOrEqual(Math.floor(before / 1000) + 300);
	expect(inSeconds.data.expiresAt).toBeLessThanOrEqual(Math.floor(after / 1000) + 300);
});

test('a pair that the customer lacks is rejected until it is configured', async () => {
	const pair = { fromCurrency: 'USDC', toCurrency: 'CLP', cashInMethod: 'POLYGON' };
	const wanted = { ...OUT_OF_CRYPTO, ...pair, cashOutMethod: 'SWIFT' };
	expect(codeOf(await quote({}, wanted))).toEqual([400, 'QUOTATION.PAIR_NOT_CONFIGURED']);
	await call('POST', '/customers/pairs/configure', { ...pair, cashOutMethod: 'SWIFT' });
	// Chilean pesos have no decimal places.
	expect((await quote({ amount: 100 }, wanted)).data.toAmount).toBe(94525);
});

test.each([
	['less than the smallest', 19999.99, 'QUOTATION.LIMIT'],
	['more than the largest', 200000000.01, 'QUOTATION.LIMIT'],
	['nothing', 0, 'INVALID.INPUT'],
	['less than nothing', -400000, 'INVALID.INPUT'],
	['a text', '400000', 'INVALID.INPUT'],
])('%s is rejected', async (_what, amount, code) => {
	expect(codeOf(await quote({ amount }))).toEqual([400, code]);
	expect(session.sandbox.state.killb.quotations.size).toBe(0);
});

test('the limits apply to the sent amount, even if the received one is given', async () => {
	const { status, data } = await quote({ amount: 1, amountIsToCurrency: true });
	expect([status, data.message]).toEqual([400, ['fromAmount must be at least 20000']]);
});

test.each(['fromCurrency', 'toCurrency', 'amount', 'amountIsToCurrency', 'cashInMethod'])(
	'without %s it is 400',
	async (member) => {
		expect((await quote({ [member]: undefined })).data.message).toEqual([`${member} is required`]);
	},
);

describe('a change', () => {
	const change = async (id: string, fromAmount: number, toAmount: number) =>
		await call('PATCH', `/quotations/${id}`, { fromAmount, toAmount });

	test('sets both amounts, at a rate no better than the quoted one', async () => {
		const { data } = await quote();
		const changed = await change(data.id, 500000, 118.43828);
		expect([changed.status, changed.data]).toEqual([
			201,
			{ ...data, fromAmount: 500000, toAmount: 118.43828 },
		]);
		expect((await call('GET', `/quotations/${data.id}`)).data.amount).toBe(500000);
		expect(codeOf(await change(data.id, 500000, 118.438281))).toEqual([400, 'INVALID.INPUT']);
		expect(codeOf(await change(data.id, 19999, 1))).toEqual([400, 'QUOTATION.LIMIT']);
	});

	test('is rejected if the quotation is unknown or expired', async () => {
		expect(codeOf(await change('x', 500000, 100))).toEqual([404, 'QUOTATION.NOT_FOUND']);
		const { data } = await quote();
		session.sandbox.state.update('clock', { offsetSeconds: 31 });
		expect(codeOf(await change(data.id, 500000, 100))).toEqual([400, 'RAMP.0001']);
	});
});

test('a quotation that does not exist is 404', async () => {
	expect(codeOf(await call('GET', '/quotations/x'))).toEqual([404, 'QUOTATION.NOT_FOUND']);
});
