import { WireServer } from '../../support/engine';
import { byId, KernelHostSandbox } from '../../support/kernelhost/kernelHostSandbox';

const sandbox = KernelHostSandbox.forEachTest();

const monthly = { productId: byId('42'), billingCycle: 'monthly', idempotencyMode: 'automatic' };
const items = Array.from({ length: 20 }, (_, index) => ({ index }));

const arrived = async (count: number) => await sandbox.state.journal.waitFor({}, count, 30_000);

/** Long enough for an unwanted request to arrive. */
const aMoment = async () => await new Promise((resolve) => setTimeout(resolve, 700));

/**
 * Runs orders, cancels once something has happened, and returns the requests until then and since.
 */
async function cancelOnce(
	happened: () => Promise<unknown>,
	rest: Parameters<typeof sandbox.run>[2] = {},
) {
	const cancel = new AbortController();
	const running = sandbox.run('order.create', monthly, { items, cancel: cancel.signal, ...rest });
	await happened();
	cancel.abort();
	// A limit that lets nothing through for minutes, or a wait of seconds, would keep the run from
	// ending before the test does.
	const result = await running;
	const requested = sandbox.requests().length;
	await aMoment();
	return { result, requested, later: sandbox.requests().length - requested };
}

describe('a cancelled execution', () => {
	it('ends while waiting for the limit, and starts no further order', async () => {
		// The fourth order would be sent in an hour.
		const credentials = sandbox.credentials({ requestsPerMinute: 1, burst: 3 });
		const { result, requested, later } = await cancelOnce(async () => await arrived(3), {
			credentials,
		});
		expect(result.status).toBe('canceled');
		expect([requested, later, sandbox.ordersPlaced()]).toEqual([3, 0, 3]);
	});

	it('ends during a wait requested by the service, and does not retry', async () => {
		sandbox.state.faults.add([
			{ service: 'kernelhost', status: 429, headers: { 'retry-after': '100' }, times: 5 },
		]);
		const { result, requested, later } = await cancelOnce(async () => await arrived(1));
		expect(result.status).toBe('canceled');
		expect([requested, later, sandbox.ordersPlaced()]).toEqual([1, 0, 0]);
	});

	it('ends between two attempts, and does not retry', async () => {
		sandbox.state.faults.add([
			{ service: 'kernelhost', status: 503, headers: { 'retry-after': '100' }, times: 5 },
		]);
		const { requested, later } = await cancelOnce(async () => await arrived(1));
		expect([requested, later]).toEqual([1, 0]);
	});

	it('ends while a server delays its response', async () => {
		const server = await WireServer.start(async () => await new Promise(() => undefined));
		const { result } = await cancelOnce(
			async () => {
				while (server.requests.length < 1) await new Promise((done) => setImmediate(done));
			},
			{ credentials: sandbox.credentials({ apiRoot: server.url }) },
		);
		expect(result.status).toBe('canceled');
		expect(server.requests).toHaveLength(1);
		await server.close();
	});

	it.each([
		['stops at failures', {}],
		['continues after failures', { onError: 'continueRegularOutput' as const }],
		[
			'is told to retry on fail',
			{ retryOnFail: true, maxTries: 5, waitBetweenTries: 1, onError: 'stopWorkflow' as const },
		],
	])('finishes the order in flight, and starts none after it, if the node %s', async (_, node) => {
		sandbox.state.faults.add([
			{ service: 'kernelhost', kind: 'delay', delayMs: 300, after: 5, times: 100 },
		]);
		const sixth = async () => {
			while (sandbox.requests().length < 6) await new Promise((done) => setImmediate(done));
		};
		const { result, requested, later } = await cancelOnce(sixth, { node });
		expect(result.status).toBe('canceled');
		expect([requested, later, sandbox.ordersPlaced()]).toEqual([6, 0, 6]);
	});

	it('starts no further read after the concurrent ones in flight', async () => {
		let answer = () => {};
		const answered = new Promise<void>((resolve) => {
			answer = resolve;
		});
		const server = await WireServer.start(async () => {
			await answered;
			return { body: {} };
		});
		const cancel = new AbortController();
		const running = sandbox.run(
			'account.get',
			{},
			{
				credentials: sandbox.credentials({ apiRoot: server.url, parallelReads: 10 }),
				items: Array.from({ length: 100 }, () => ({})),
				cancel: cancel.signal,
			},
		);
		while (server.requests.length < 10) await new Promise((done) => setImmediate(done));
		cancel.abort();
		answer();
		expect((await running).status).toBe('canceled');
		await aMoment();
		expect(server.requests).toHaveLength(10);
		await server.close();
	});
});
