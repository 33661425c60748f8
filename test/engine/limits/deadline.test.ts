import type { IDataObject } from 'n8n-workflow';
import { loadList, runNode, WireServer } from '../../support/engine';
import {
	drippingBody,
	drippingHeaders,
	type HostileAnswer,
	HostileServer,
	wholeBody,
} from '../../support/engine/hostileServer';
import { byId } from '../../support/kernelhost/kernelHostSandbox';

/** A second for each response: what drips here would continue for as long as the test runs. */
const LIMITS = { adjustLimits: true, maximumAnswerSeconds: 1, maximumAttempts: 1 };

let server: HostileServer;
const serve = async (answer: HostileAnswer) => (server = await HostileServer.start(answer));
afterEach(async () => await server.close());

const kernelHost = (change: IDataObject = {}) => ({
	kernelHostApi: {
		keyId: `kh_live_${'A'.repeat(32)}`,
		secret: '0'.repeat(64),
		apiRoot: server.url,
		...LIMITS,
		...change,
	},
});

const run = async (operation: 'service.getAll' | 'order.create', change: IDataObject = {}) => {
	const [resource, name] = operation.split('.') as [string, string];
	return await runNode({
		type: 'kernelHost',
		parameters: {
			resource,
			operation: name,
			productId: byId('42'),
			billingCycle: 'monthly',
			idempotencyMode: 'reference',
			businessReference: 'pay-77',
		},
		credentials: kernelHost(change),
	});
};

describe.each([
	['body', drippingBody()],
	['error body', drippingBody(500)],
	['headers', drippingHeaders],
])('a response whose %s drip', (_, answer) => {
	it('ends a read at the time limit, with an error, and closes the connection', async () => {
		await serve(answer);
		const { error } = await run('service.getAll');
		expect(error?.message).toBe('KernelHost did not finish its response within 1 second');
		expect(error?.description).toMatch(/Nothing was changed.*Longest Answer.*Adjust Limits/);
		await server.untilClosed();
		expect(server.requests).toHaveLength(1);
	});

	it('leaves the outcome of an order unknown', async () => {
		await serve(answer);
		const { error } = await run('order.create');
		expect(error?.message).toMatch(
			/^KernelHost did not finish its response within 1 second\. The outcome is unknown: KernelHost may have processed the request\./,
		);
		await server.untilClosed();
	});
});

it('a read whose response drips once is retried', async () => {
	await serve((response, request) => {
		server.answer(wholeBody('[]'));
		drippingBody()(response, request);
	});
	const { error } = await run('service.getAll', { maximumAttempts: 2 });
	expect(error).toBeUndefined();
	expect(server.requests).toHaveLength(2);
});

it('a cancelled execution closes the connection of a dripping response', async () => {
	const cancel = new AbortController();
	await serve((response, request) => {
		drippingBody()(response, request);
		setTimeout(() => cancel.abort(), 100);
	});
	const { status } = await runNode({
		type: 'kernelHost',
		parameters: { resource: 'service', operation: 'getAll' },
		credentials: kernelHost({ maximumAnswerSeconds: 120 }),
		cancel: cancel.signal,
	});
	expect(status).toBe('canceled');
	await server.untilClosed();
});

it('may be a time that is no whole number of milliseconds', async () => {
	await serve((response) => response.end('{"data":{"balance":"1.00"}}'));
	const { error } = await runNode({
		type: 'kernelHost',
		parameters: { resource: 'balance', operation: 'get' },
		credentials: kernelHost({ maximumAnswerSeconds: 1.005 }),
	});
	expect(error).toBeUndefined();
});

it('a list search ends at the time limit', async () => {
	await serve(drippingBody());
	await expect(
		loadList({ type: 'kernelHost', method: 'searchServices', credentials: kernelHost() }),
	).rejects.toThrow('KernelHost did not finish its response within 1 second');
	await server.untilClosed();
});

it('a timed-out request leaves the queue of its key', async () => {
	await serve(drippingBody());
	const oneAtOnce = { requestsPerMinute: 600_000, burst: 1 };
	await run('service.getAll', oneAtOnce);
	server.answer(wholeBody('[]', 200, { 'X-RateLimit-Limit': '1', 'X-RateLimit-Remaining': '1' }));
	const results = await Promise.all(
		[1, 2, 3].map(async () => await run('service.getAll', oneAtOnce)),
	);
	expect(results.map(({ error }) => error)).toEqual([undefined, undefined, undefined]);
});

describe('a login whose response drips', () => {
	const login = (baseUrl: string) => ({
		killBApi: {
			environment: 'custom',
			baseUrl,
			email: 'a@b.c',
			password: 'secret',
			adjustLimits: true,
			maximumAttempts: 1,
		},
	});
	const session = { accessToken: 'token', refreshToken: 'again', expiresIn: 3_600_000 };
	const ask = async (baseUrl: string, cancel?: AbortSignal) =>
		await runNode({
			type: 'killB',
			parameters: { resource: 'auth', operation: 'getCurrentUser' },
			credentials: login(baseUrl),
			...(cancel ? { cancel } : {}),
		});

	let deadlines: AbortController[];
	let timeout: jest.SpyInstance;
	/** Deadlines pass when the test says so. */
	beforeEach(() => {
		deadlines = [];
		timeout = jest.spyOn(AbortSignal, 'timeout').mockImplementation(() => {
			const controller = new AbortController();
			deadlines.push(controller);
			return controller.signal;
		});
	});
	afterEach(() => timeout.mockRestore());

	/** The deadline of the login, which has 30 seconds; all others have two minutes. */
	const loginDeadline = () => {
		const at = timeout.mock.calls.findIndex(([milliseconds]) => milliseconds === 30_000);
		return deadlines[at];
	};

	it('releases all waiting requests at its deadline, and the next request logs in again', async () => {
		await serve(drippingBody());
		const waiting = Array.from({ length: 20 }, async () => await ask(server.url));
		while (server.requests.length === 0 || timeout.mock.calls.length < 21) {
			await new Promise((resolve) => setTimeout(resolve, 10));
		}
		loginDeadline()?.abort();
		const results = await Promise.all(waiting);
		expect(server.requests).toEqual(['POST /api/v2/auth/login']);
		expect(new Set(results.map(({ error }) => error?.message))).toEqual(
			new Set([
				`Could not reach KillB at ${server.url}: it did not finish its response within 30 seconds. Check the Environment in the KillB credential, and n8n’s network connection.`,
			]),
		);
		await server.untilClosed();
		server.answer((response, request) =>
			wholeBody(JSON.stringify(request.method === 'POST' ? session : { id: 'u' }))(
				response,
				request,
			),
		);
		const { error } = await ask(server.url);
		expect(error).toBeUndefined();
		expect(server.requests.slice(1)).toEqual(['POST /api/v2/auth/login', 'GET /api/v2/auth/me']);
	});

	it('blocks no one after its execution was cancelled and its deadline has passed', async () => {
		const cancel = new AbortController();
		await serve(drippingBody());
		const first = ask(server.url, cancel.signal);
		while (server.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
		const second = ask(server.url);
		while (timeout.mock.calls.length < 3) await new Promise((resolve) => setTimeout(resolve, 10));
		cancel.abort();
		expect((await first).status).toBe('canceled');
		loginDeadline()?.abort();
		expect((await second).error?.message).toMatch(/did not finish its response within 30 seconds/);
		await server.untilClosed();
	});
});

it('a response that arrives in time is read completely', async () => {
	const wire = await WireServer.start(() => ({ body: [{ id: 5001 }] }));
	server = await HostileServer.start(drippingBody());
	const { items } = await runNode({
		type: 'kernelHost',
		parameters: { resource: 'service', operation: 'getAll' },
		credentials: kernelHost({ apiRoot: wire.url }),
	});
	expect(items.map(({ json }) => json)).toEqual([{ id: 5001 }]);
	await wire.close();
});
