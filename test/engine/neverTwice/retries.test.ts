import type { FaultRequest } from '../../../sandbox';
import { byId as ownId, KillBSandbox, SEEDED_USER_ID } from '../../support/killb/killBSandbox';
import { PERSON_FORM } from '../../support/killb/people';
import { byId, KernelHostSandbox } from '../../support/kernelhost/kernelHostSandbox';

const BOTH = { maximumAttempts: 2 };
const hints = (result: { hints: Array<{ message: string }> }) =>
	result.hints.map(({ message }) => message);

type Kind = Omit<FaultRequest, 'service'>;

describe('KernelHost', () => {
	const sandbox = KernelHostSandbox.forThisFile();
	const monthly = { productId: byId('42'), billingCycle: 'monthly', idempotencyMode: 'automatic' };

	/** Transient faults; a read and an order succeed in spite of them. */
	const PASSING: Array<[string, Kind]> = [
		['breaks the connection before it reads', { kind: 'resetUnread' }],
		['breaks the connection before it acts', { kind: 'reset' }],
		['acts, and loses the response', { kind: 'lostAnswer' }],
		['acts, and breaks off in the middle of the response', { kind: 'cutAnswer' }],
		['responds with 502', { status: 502 }],
		['responds with 503 and a wait', { status: 503, headers: { 'retry-after': '0' } }],
		['responds with 504 although it has acted', { status: 504, carriedOut: true }],
		['responds with 429', { status: 429, headers: { 'retry-after': '0' } }],
	];

	it.each(PASSING)('gets the order again if it %s, and places it once', async (_, fault) => {
		sandbox.state.faults.add([{ service: 'kernelhost', path: '/v1/orders', ...fault }]);
		const result = await sandbox.run('order.create', monthly);
		expect(result.error).toBeUndefined();
		const requested = sandbox.state.journal
			.entries({ method: 'POST' })
			.map(({ headers }) => headers);
		expect(requested).toHaveLength(2);
		expect(new Set(requested.map((headers) => headers['idempotency-key'])).size).toBe(1);
		expect(new Set(requested.map((headers) => headers['kh-nonce'])).size).toBe(2);
		expect(sandbox.ordersPlaced()).toBe(1);
		expect(result.items[0]?.json).toMatchObject({
			id: [...sandbox.state.kernelhost.orders.keys()][0],
			idempotency: { attempts: 2 },
		});
		expect(hints(result)).toEqual([expect.stringMatching(/^Requests were retried: once because/)]);
	});

	it.each(PASSING)('gets the read again if it %s', async (_, fault) => {
		sandbox.state.faults.add([{ service: 'kernelhost', ...fault }]);
		const result = await sandbox.run('account.get', {});
		expect(result.error).toBeUndefined();
		expect(sandbox.requests()).toHaveLength(2);
		expect(hints(result)).toEqual([expect.stringMatching(/^Requests were retried: once because/)]);
	});

	it.each<[string, Kind]>([
		['half of the JSON', { status: 201, carriedOut: true, body: '{"id":' }],
		['a page', { status: 200, carriedOut: true, body: '<html><title>Oops</title></html>' }],
	])('gets the order again if it placed it and responded with %s', async (...row) => {
		sandbox.state.faults.add([{ service: 'kernelhost', path: '/v1/orders', ...row[1] }]);
		const result = await sandbox.run('order.create', monthly);
		expect(result.error).toBeUndefined();
		expect(sandbox.ordersPlaced()).toBe(1);
		expect(sandbox.ordersAsked()).toHaveLength(2);
		expect(hints(result)).toEqual([expect.stringContaining('the response could not be read')]);
	});

	it.each([400, 402, 403, 404, 409, 422, 500])(
		'gets no second request after rejecting an order with %d',
		async (status) => {
			sandbox.state.faults.add([{ service: 'kernelhost', path: '/v1/orders', status }]);
			const { error } = await sandbox.run('order.create', monthly);
			expect(error).toMatchObject({ httpCode: String(status) });
			expect(sandbox.ordersAsked()).toHaveLength(1);
			expect(sandbox.ordersPlaced()).toBe(0);
		},
	);

	it('leaves an order’s outcome unknown after an internal error, and Retry finds it', async () => {
		sandbox.state.faults.add([
			{ service: 'kernelhost', path: '/v1/orders', status: 500, carriedOut: true },
		]);
		const failed = await sandbox.run('order.create', monthly);
		expect(failed.error?.description).toMatch(
			/^KernelHost may or may not have processed this request/,
		);
		const { items } = await failed.retry();
		expect(items[0]?.json.id).toBe([...sandbox.state.kernelhost.orders.keys()][0]);
		expect(sandbox.ordersPlaced()).toBe(1);
	});

	it('gets a second order under the same key after a 402, and the error says so', async () => {
		sandbox.state.update('account', { balance: '0.00', card: 'none' });
		const failed = await sandbox.run('order.create', monthly, {
			node: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 },
		});
		expect(sandbox.ordersAsked()).toHaveLength(2);
		expect(failed.error?.description).toMatch(/^The payment with this key failed before/);
		// What happens in between does not make it another request.
		sandbox.state.faults.add([
			{ service: 'kernelhost', path: '/v1/orders', status: 403, times: 2 },
		]);
		const between = await failed.retry();
		expect(between.error).toMatchObject({ httpCode: '403' });
		const later = await between.retry();
		expect(later.error?.description).toMatch(/^The payment with this key failed before/);
	});

	it('gets all retries from one of 30 items while unreachable', async () => {
		sandbox.state.faults.add([{ service: 'kernelhost', kind: 'reset', times: 100 }]);
		const { items } = await sandbox.run('order.create', monthly, {
			credentials: sandbox.credentials(BOTH),
			items: Array.from({ length: 30 }, () => ({})),
			node: { onError: 'continueRegularOutput' },
		});
		expect(items).toHaveLength(30);
		expect(sandbox.requests()).toHaveLength(31);
	});

	it('returns a success with its error member renamed, and Retry On Fail repeats nothing', async () => {
		const body = { id: 7, error: { code: 0 }, status: 'ok' };
		sandbox.state.faults.add([
			{ service: 'kernelhost', path: '/v1/orders', status: 201, body, carriedOut: true, times: 9 },
		]);
		const { items, status } = await sandbox.run('order.create', monthly, {
			items: [{}, {}],
			node: { retryOnFail: true, maxTries: 3, waitBetweenTries: 1, onError: 'continueErrorOutput' },
		});
		expect(status).toBe('success');
		expect(sandbox.ordersAsked()).toHaveLength(2);
		expect(items.map(({ json }) => json)).toEqual([
			expect.objectContaining({ id: 7, status: 'ok', reportedError: { code: 0 } }),
			expect.objectContaining({ id: 7, status: 'ok', reportedError: { code: 0 } }),
		]);
		expect(items.some(({ json }) => 'error' in json)).toBe(false);
	});
});

describe('KillB', () => {
	const sandbox = KillBSandbox.forEachTest();
	const UPDATE = {
		userId: ownId(SEEDED_USER_ID),
		userType: 'PERSON',
		personChanges: { occupation: 'x' },
	};
	const READ = { userId: ownId(SEEDED_USER_ID) };

	it.each<[string, Kind]>([
		['breaks off', { kind: 'reset' }],
		['loses the response', { kind: 'lostAnswer' }],
		['responds with 500', { status: 500 }],
		['responds with 503', { status: 503 }],
		['responds with a page', { status: 200, body: '<html></html>', carriedOut: true }],
	])('gets an unkeyed change once if it %s', async (_, fault) => {
		sandbox.state.faults.add([{ service: 'killb', path: '/users/', ...fault }]);
		const { error } = await sandbox.run('user.update', UPDATE);
		expect(error?.description).toMatch(
			/KillB may or may not have processed this request\. Check there/,
		);
		expect(sandbox.ownRequests().filter((request) => !request.startsWith('GET'))).toHaveLength(1);
	});

	it('gets an unkeyed change again after a 429, which surely changed nothing', async () => {
		sandbox.state.faults.add([
			{ service: 'killb', path: '/users/', status: 429, headers: { 'retry-after': '0' } },
		]);
		const { error } = await sandbox.run('user.update', UPDATE);
		expect(error).toBeUndefined();
		expect(sandbox.ownRequests()).toHaveLength(2);
	});

	it.each([500, 502, 503, 504])('gets a read again after %d', async (status) => {
		sandbox.state.faults.add([{ service: 'killb', path: '/users/', status }]);
		const { error } = await sandbox.run('user.get', READ);
		expect(error).toBeUndefined();
		expect(sandbox.ownRequests()).toHaveLength(2);
	});

	it.each<[string, 'same' | 'conflict', Kind]>([
		['returns it', 'same', { kind: 'lostAnswer' }],
		['rejects it as a repetition', 'conflict', { kind: 'lostAnswer' }],
		['rejects it as a repetition', 'conflict', { kind: 'cutAnswer' }],
		['rejects it as a repetition', 'conflict', { status: 503, carriedOut: true }],
	])(
		'leads to one created user if it %s under the same external ID (%s, %j)',
		async (_, repeatedExternalId, fault) => {
			sandbox.state.update('killb', { repeatedExternalId });
			sandbox.state.faults.add([{ service: 'killb', method: 'POST', path: '/users', ...fault }]);
			const before = sandbox.state.killb.users.size;
			const { items, error } = await sandbox.run('user.create', PERSON_FORM);
			expect([error?.message, error?.description]).toEqual([undefined, undefined]);
			expect(sandbox.state.killb.users.size).toBe(before + 1);
			const created = [...sandbox.state.killb.users.values()].at(-1);
			expect(items[0]?.json).toMatchObject({
				id: created?.id,
				idempotency: {
					key: created?.externalId,
					...(repeatedExternalId === 'conflict' ? { alreadyCreated: true } : { attempts: 2 }),
				},
			});
		},
	);

	it('gets a new login if it ends the session during a run, with a hint', async () => {
		const { credentialStore } = await sandbox.run('auth.getCurrentUser');
		sandbox.state.killb.sessions.revoke('all');
		const renewed = await sandbox.run('user.get', READ, { credentials: credentialStore });
		expect(hints(renewed)).toEqual([
			expect.stringMatching(/^The KillB session was refreshed once during this run/),
		]);
		const quiet = await sandbox.run('user.get', READ, { credentials: renewed.credentialStore });
		expect(quiet.hints).toEqual([]);
	});
});
