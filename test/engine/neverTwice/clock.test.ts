import { type WireAnswer, WireServer } from '../../support/engine';
import { byId, KernelHostSandbox } from '../../support/kernelhost/kernelHostSandbox';

/** Each test has its own server with an unknown clock: the learnt offset is kept per host. */
const sandbox = KernelHostSandbox.forEachTest();

const HOUR = 3600;
const monthly = { productId: byId('42'), billingCycle: 'monthly', idempotencyMode: 'automatic' };
const hints = (result: { hints: Array<{ message: string }> }) =>
	result.hints.map(({ message }) => message);

/** The difference between a request's timestamp and a time in milliseconds, in whole hours. */
function hoursApart(timestamp: unknown, time: number): number {
	// There is a negative zero, which is not equal to the other one.
	return Math.round((Number(timestamp) * 1000 - time) / 3_600_000) + 0;
}

/** The same of all requests that arrived, by this machine's clock. */
const signedHours = () =>
	sandbox.state.journal
		.entries({ service: 'kernelhost', direction: 'in' })
		.map(({ headers, at }) => hoursApart(headers['kh-timestamp'], Date.parse(at)));

const setServer = (hours: number) => sandbox.state.update('clock', { offsetSeconds: hours * HOUR });

describe.each([
	[1, 'behind'],
	[-1, 'ahead of'],
])('an order for a server whose clock is %d h ahead', (hours, side) => {
	it('is signed again with the server’s time, placed once, and the user learns the difference', async () => {
		setServer(hours);
		const result = await sandbox.run('order.create', monthly, { items: [{}, {}, {}] });
		expect(result.error).toBeUndefined();
		expect(sandbox.ordersPlaced()).toBe(3);
		expect(signedHours()).toEqual([0, hours, hours, hours]);
		const [first, second] = sandbox.ordersAsked();
		expect(second?.key).toBe(first?.key);
		expect(second?.nonce).not.toBe(first?.nonce);
		expect(hints(result)).toEqual([
			expect.stringMatching(
				new RegExp(
					`^n8n’s clock is (1 hour|59 minutes 5\\d seconds|1 hour 1 second) ${side} KernelHost’s\\..*NTP`,
				),
			),
		]);
	});

	it('is signed correctly in the next run from the start, with the same hint', async () => {
		setServer(hours);
		await sandbox.run('order.create', monthly);
		sandbox.state.journal.clear();
		const next = await sandbox.run('order.create', monthly);
		expect(signedHours()).toEqual([hours]);
		expect(hints(next)).toEqual([expect.stringContaining(side)]);
	});

	it('is signed with this machine’s time again once that was corrected', async () => {
		setServer(hours);
		await sandbox.run('order.create', monthly);
		setServer(0);
		sandbox.state.journal.clear();
		const items = [{}, {}];
		const corrected = await sandbox.run('order.create', monthly, { items });
		expect(corrected.error).toBeUndefined();
		expect(signedHours()).toEqual([hours, 0, 0]);
		const after = await sandbox.run('order.create', monthly);
		expect(after.hints).toEqual([]);
		expect(sandbox.ordersPlaced()).toBe(4);
	});
});

describe('concurrent reads of a server with clock skew', () => {
	it('are each signed again at most once, and all succeed', async () => {
		setServer(2);
		sandbox.state.update('limits', { kernelhost: { perMinute: 60_000, burst: 1000 } });
		const { items, error } = await sandbox.run(
			'account.get',
			{},
			{ items: Array.from({ length: 40 }, () => ({})) },
		);
		expect(error).toBeUndefined();
		expect(items).toHaveLength(40);
		const wrong = signedHours().filter((hour) => hour === 0).length;
		expect(wrong).toBeLessThanOrEqual(10);
		expect(signedHours().filter((hour) => hour === 2)).toHaveLength(40);
	});
});

const REJECTION: WireAnswer = {
	status: 401,
	body: {
		type: 'https://www.kernelhost.com/en/reseller-api/errors/auth_failed',
		title: 'Not authenticated',
		status: 401,
		reason: 'timestamp_out_of_window',
	},
};

const hoursFromNow = (hours: number) => new Date(Date.now() + hours * 3_600_000).toUTCString();

describe('a response with a wrong Date', () => {
	let server: WireServer;
	afterEach(async () => await server.close());

	/** Runs one order against a server that gives these responses in turn. */
	async function against(answers: Array<() => WireAnswer>) {
		const given = [...answers];
		server = await WireServer.start(() => (given.shift() ?? (() => ({ body: { id: 1 } })))());
		const credentials = sandbox.credentials({ apiRoot: server.url, maximumAttempts: 2 });
		const run = async () => await sandbox.run('order.create', monthly, { credentials });
		const signed = () =>
			server.requests.map(({ headers }) => hoursApart(headers['kh-timestamp'], Date.now()));
		return { run, signed };
	}
	const dated = (answer: WireAnswer, Date: string, headers = {}) => ({
		...answer,
		headers: { Date, ...headers },
	});

	it('is followed once for one request, and not kept if that is rejected as well', async () => {
		const { run, signed } = await against([
			() => dated(REJECTION, hoursFromNow(3)),
			() => dated(REJECTION, hoursFromNow(6)),
		]);
		const { error } = await run();
		expect(signed()).toEqual([0, 3]);
		expect(error?.description).toMatch(
			/signed again with the time in KernelHost’s response.*rejected again/,
		);
		await run();
		expect(signed()).toEqual([0, 3, 0]);
	});

	it.each<[string, () => WireAnswer, number]>([
		['the limit', () => ({ status: 429, headers: { 'Retry-After': '0' } }), 2],
		['a failing proxy', () => ({ status: 503 }), 2],
		['a firewall', () => ({ status: 403, body: '<html></html>' }), 1],
	])(
		'is not kept if the next response comes from %s, which checks no timestamp',
		async (_, answer, times) => {
			const { run, signed } = await against([
				() => dated(REJECTION, hoursFromNow(3)),
				...Array.from({ length: times }, () => answer),
			]);
			await run();
			expect(signed()).toEqual([0, ...Array<number>(times).fill(3)]);
			await run();
			expect(signed().at(-1)).toBe(0);
		},
	);

	it.each([
		['contradicts the rejection', () => hoursFromNow(0), {}, /the request was valid/],
		['is days away', () => hoursFromNow(24 * 30), {}, /more than a day apart/],
		['comes from a cache', () => hoursFromNow(2), { Age: '60' }, /came from a cache/],
		['is not a date', () => 'yesterday', {}, /does not contain the server’s time/],
	])('because it %s is ignored, and the user is told', async (...row) => {
		const [, date, headers, words] = row;
		const { run, signed } = await against([() => dated(REJECTION, date(), headers)]);
		const { error } = await run();
		expect(signed()).toEqual([0]);
		expect(error?.description).toMatch(words);
	});
});
