import { WireServer, type WireAnswer } from '../../support/engine';
import { byId, KernelHostSandbox } from '../../support/kernelhost/kernelHostSandbox';

const sandbox = KernelHostSandbox.forThisFile();
const monthly = { productId: byId('42'), billingCycle: 'monthly', idempotencyMode: 'automatic' };

/** A rejection by the rate limit, with the vendor's body and other headers. */
function reject(headers: Record<string, string>, times = 1): void {
	sandbox.state.faults.add([{ service: 'kernelhost', status: 429, headers, times }]);
}

const inSeconds = (seconds: number) => Math.floor(Date.now() / 1000) + seconds;
const hints = (result: { hints: Array<{ message: string }> }) =>
	result.hints.map(({ message }) => message);

describe('a rate-limited request', () => {
	it.each([
		['Retry-After in seconds', () => ({ 'retry-after': '1' })],
		[
			'Retry-After as a date',
			() => ({ 'retry-after': new Date(inSeconds(1) * 1000).toUTCString() }),
		],
		['X-RateLimit-Reset as a number of seconds', () => ({ 'x-ratelimit-reset': '1' })],
		['X-RateLimit-Reset as a time', () => ({ 'x-ratelimit-reset': String(inSeconds(1)) })],
		['no wait', () => ({})],
		['an unreadable value', () => ({ 'retry-after': 'later', 'x-ratelimit-reset': '?' })],
	])('with %s in the response is sent again under the same key', async (_, headers) => {
		reject(headers());
		const result = await sandbox.run('order.create', monthly);
		expect(result.error).toBeUndefined();
		const requested = sandbox.ordersAsked();
		expect(requested).toHaveLength(2);
		expect(new Set(requested.map(({ key }) => key)).size).toBe(1);
		expect(sandbox.ordersPlaced()).toBe(1);
		expect(result.items[0]?.json.idempotency).toMatchObject({ attempts: 2 });
		expect(hints(result)).toContainEqual(
			expect.stringContaining('once because the rate limit was reached'),
		);
	});

	it('is retried as often as the credential allows, then reports how often and for how long', async () => {
		reject({ 'retry-after': '0' }, 10);
		const { error } = await sandbox.run('order.create', monthly, {
			credentials: sandbox.credentials({ maximumAttempts: 3 }),
		});
		expect(sandbox.requests()).toHaveLength(3);
		expect(error?.description).toMatch(/The request was sent 3 times in/);
		expect(sandbox.ordersPlaced()).toBe(0);
	});
});

/** A credential with its own key: no other test waits for the limit that this one uses up. */
const ownKey = (letter: string) => ({ keyId: `kh_live_${letter.repeat(32)}` });

describe('a used-up daily quota', () => {
	async function withServer(answer: () => WireAnswer, test: (server: WireServer) => Promise<void>) {
		const server = await WireServer.start(answer);
		try {
			await test(server);
		} finally {
			await server.close();
		}
	}
	const usedUp = (seconds = 36_000) => ({
		status: 429,
		headers: { 'Retry-After': String(seconds) },
		body: { type: 'rate_limited', status: 429 },
	});

	it.each([
		['orders', 'order.create', monthly],
		['reads', 'order.get', { orderId: '1' }],
	] as const)(
		'is one immediate request and a clear error for each of 50 %s, in this run and the next',
		async (_, operation, parameters) => {
			await withServer(
				() => usedUp(),
				async (server) => {
					const credentials = sandbox.credentials({
						...ownKey('Q'),
						apiRoot: server.url,
						// A read in flight when the first rejection arrives is not a new request.
						parallelReads: 1,
					});
					const rest = {
						credentials,
						items: Array.from({ length: 50 }, () => ({})),
						node: { onError: 'continueRegularOutput' } as const,
					};
					const first = await sandbox.run(operation, parameters, rest);
					const next = await sandbox.run(operation, parameters, rest);
					expect(server.requests).toHaveLength(1);
					const errors = [...first.items, ...next.items].map(({ json }) => json);
					expect(errors).toHaveLength(100);
					for (const { error } of errors) {
						expect(error).toMatchObject({
							message: expect.stringMatching(/limit/i),
							httpCode: '429',
							description: expect.stringMatching(
								/wait (10 hours|9 hours 59 minutes), until 20\d\d-/,
							),
						});
					}
				},
			);
		},
	);

	it('includes any wait that is longer than the credential allows', async () => {
		await withServer(
			() => usedUp(5),
			async (server) => {
				const credentials = sandbox.credentials({
					...ownKey('S'),
					apiRoot: server.url,
					maximumWaitSeconds: 4,
				});
				const { error } = await sandbox.run('order.create', monthly, { credentials });
				expect(server.requests).toHaveLength(1);
				expect(error?.description).toMatch(/asks to wait 5 seconds, until 20\d\d-/);
			},
		);
	});

	it('during a retry leaves open whether the order was placed', async () => {
		let count = 0;
		await withServer(
			() =>
				count++ === 0
					? { status: 201, headers: { 'Content-Length': '999' }, body: '{"id":' }
					: usedUp(),
			async (server) => {
				const given = { ...ownKey('R'), apiRoot: server.url };
				const order = sandbox.run('order.create', monthly, {
					credentials: sandbox.credentials(given),
				});
				while (server.requests.length === 0) await new Promise((done) => setImmediate(done));
				// Another execution meets the quota while the order waits for its second attempt.
				await sandbox.run(
					'order.get',
					{ orderId: '1' },
					{ credentials: sandbox.credentials(given) },
				);
				const { error } = await order;
				expect(server.log.map((request) => request.split(' ')[0])).toEqual(['POST', 'GET']);
				expect(error?.description).toMatch(
					/^KernelHost may or may not have processed this request/,
				);
				expect(error?.description).not.toMatch(/Nothing was (changed|sent)/);
				expect(error).toMatchObject({ httpCode: '429' });
			},
		);
	});
});

describe('a run that waits for the limit', () => {
	const items = Array.from({ length: 12 }, () => ({}));

	it('has a hint with the duration, and where to set a higher limit', async () => {
		const result = await sandbox.run('order.create', monthly, {
			items,
			// 6 a second after the first 4.
			credentials: sandbox.credentials({ requestsPerMinute: 360, burst: 4 }),
		});
		expect(result.items).toHaveLength(12);
		expect(hints(result)).toEqual([
			expect.stringMatching(
				/^This run waited \d+ seconds? for KernelHost’s rate limit\..*Adjust Limits/,
			),
		]);
		expect(sandbox.requests()).toHaveLength(12);
	});

	it('has no hint if nothing happened', async () => {
		const result = await sandbox.run('order.create', monthly, { items });
		expect(result.items).toHaveLength(12);
		expect(result.hints).toEqual([]);
	});
});
