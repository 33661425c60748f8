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

	/** Faults that pass, what is read and what is ordered in spite of them. */
	const PASSING: Array<[string, Kind]> = [
		['breaks the connection before it reads', { kind: 'resetUnread' }],
		['breaks the connection before it acts', { kind: 'reset' }],
		['acts, and loses the answer', { kind: 'lostAnswer' }],
		['acts, and breaks off in the middle of the answer', { kind: 'cutAnswer' }],
		['answers 502', { status: 502 }],
		['answers 503, and says for how long', { status: 503, headers: { 'retry-after': '0' } }],
		['answers 504 although it has acted', { status: 504, carriedOut: true }],
		['answers 429', { status: 429, headers: { 'retry-after': '0' } }],
	];

	it.each(PASSING)('that %s is asked again: the order is placed once', async (_, fault) => {
		sandbox.state.faults.add([{ service: 'kernelhost', path: '/v1/orders', ...fault }]);
		const result = await sandbox.run('order.create', monthly);
		expect(result.error).toBeUndefined();
		const asked = sandbox.state.journal.entries({ method: 'POST' }).map(({ headers }) => headers);
		expect(asked).toHaveLength(2);
		expect(new Set(asked.map((headers) => headers['idempotency-key'])).size).toBe(1);
		expect(new Set(asked.map((headers) => headers['kh-nonce'])).size).toBe(2);
		expect(sandbox.ordersPlaced()).toBe(1);
		expect(result.items[0]?.json).toMatchObject({
			id: [...sandbox.state.kernelhost.orders.keys()][0],
			idempotency: { attempts: 2 },
		});
		expect(hints(result)).toEqual([
			expect.stringMatching(/^Requests were sent again: once because/),
		]);
	});

	it.each(PASSING)('that %s is read again', async (_, fault) => {
		sandbox.state.faults.add([{ service: 'kernelhost', ...fault }]);
		const result = await sandbox.run('account.get', {});
		expect(result.error).toBeUndefined();
		expect(sandbox.requests()).toHaveLength(2);
		expect(hints(result)).toEqual([
			expect.stringMatching(/^Requests were sent again: once because/),
		]);
	});

	it.each<[string, Kind]>([
		['half of the JSON', { status: 201, carriedOut: true, body: '{"id":' }],
		['a page', { status: 200, carriedOut: true, body: '<html><title>Oops</title></html>' }],
	])(
		'that has placed an order and answers with %s is asked for the answer again',
		async (...row) => {
			sandbox.state.faults.add([{ service: 'kernelhost', path: '/v1/orders', ...row[1] }]);
			const result = await sandbox.run('order.create', monthly);
			expect(result.error).toBeUndefined();
			expect(sandbox.ordersPlaced()).toBe(1);
			expect(sandbox.ordersAsked()).toHaveLength(2);
			expect(hints(result)).toEqual([expect.stringContaining('the answer could not be read')]);
		},
	);

	it.each([400, 402, 403, 404, 409, 422, 500])(
		'that refuses an order with %d is not asked again',
		async (status) => {
			sandbox.state.faults.add([{ service: 'kernelhost', path: '/v1/orders', status }]);
			const { error } = await sandbox.run('order.create', monthly);
			expect(error).toMatchObject({ httpCode: String(status) });
			expect(sandbox.ordersAsked()).toHaveLength(1);
			expect(sandbox.ordersPlaced()).toBe(0);
		},
	);

	it('that has an internal error leaves open whether the order was placed, and Retry finds it', async () => {
		sandbox.state.faults.add([
			{ service: 'kernelhost', path: '/v1/orders', status: 500, carriedOut: true },
		]);
		const failed = await sandbox.run('order.create', monthly);
		expect(failed.error?.description).toMatch(/^Whether KernelHost carried it out is not known/);
		const { items } = await failed.retry();
		expect(items[0]?.json.id).toBe([...sandbox.state.kernelhost.orders.keys()][0]);
		expect(sandbox.ordersPlaced()).toBe(1);
	});

	it('that refuses payment a second time under the same key: the error says that it was the same', async () => {
		sandbox.state.update('account', { balance: '0.00', card: 'none' });
		const failed = await sandbox.run('order.create', monthly, {
			node: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 },
		});
		expect(sandbox.ordersAsked()).toHaveLength(2);
		expect(failed.error?.description).toMatch(/^It was asked again under the key/);
		// What happens in between makes it no other question.
		sandbox.state.faults.add([
			{ service: 'kernelhost', path: '/v1/orders', status: 403, times: 2 },
		]);
		const between = await failed.retry();
		expect(between.error).toMatchObject({ httpCode: '403' });
		const later = await between.retry();
		expect(later.error?.description).toMatch(/^It was asked again under the key/);
	});

	it('that can’t be reached is asked by 30 items as often as the budget of one allows, and once for each of the others', async () => {
		sandbox.state.faults.add([{ service: 'kernelhost', kind: 'reset', times: 100 }]);
		const { items } = await sandbox.run('order.create', monthly, {
			credentials: sandbox.credentials(BOTH),
			items: Array.from({ length: 30 }, () => ({})),
			node: { onError: 'continueRegularOutput' },
		});
		expect(items).toHaveLength(30);
		expect(sandbox.requests()).toHaveLength(31);
	});

	it('gives up a success that carries an error of its own under another name, and Retry On Fail repeats nothing', async () => {
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
		['loses the answer', { kind: 'lostAnswer' }],
		['answers 500', { status: 500 }],
		['answers 503', { status: 503 }],
		['answers with a page', { status: 200, body: '<html></html>', carriedOut: true }],
	])('is sent a change without a key once when it %s', async (_, fault) => {
		sandbox.state.faults.add([{ service: 'killb', path: '/users/', ...fault }]);
		const { error } = await sandbox.run('user.update', UPDATE);
		expect(error?.description).toMatch(/Whether KillB carried it out is not known\. Look there/);
		expect(sandbox.ownRequests().filter((request) => !request.startsWith('GET'))).toHaveLength(1);
	});

	it('is sent a change without a key again after a 429, which is sure to have changed nothing', async () => {
		sandbox.state.faults.add([
			{ service: 'killb', path: '/users/', status: 429, headers: { 'retry-after': '0' } },
		]);
		const { error } = await sandbox.run('user.update', UPDATE);
		expect(error).toBeUndefined();
		expect(sandbox.ownRequests()).toHaveLength(2);
	});

	it.each([500, 502, 503, 504])('is read again after %d', async (status) => {
		sandbox.state.faults.add([{ service: 'killb', path: '/users/', status }]);
		const { error } = await sandbox.run('user.get', READ);
		expect(error).toBeUndefined();
		expect(sandbox.ownRequests()).toHaveLength(2);
	});

	it.each<[string, 'same' | 'conflict', Kind]>([
		['gives it back', 'same', { kind: 'lostAnswer' }],
		['refuses it as a repetition', 'conflict', { kind: 'lostAnswer' }],
		['refuses it as a repetition', 'conflict', { kind: 'cutAnswer' }],
		['refuses it as a repetition', 'conflict', { status: 503, carriedOut: true }],
	])(
		'that has created a user, and %s under the same external ID (%s, %j), gives the user, created once',
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

	it('that ends the session in the middle of a run is logged in to again, and the operator is told', async () => {
		const { credentialStore } = await sandbox.run('auth.getCurrentUser');
		sandbox.state.killb.sessions.revoke('all');
		const renewed = await sandbox.run('user.get', READ, { credentials: credentialStore });
		expect(hints(renewed)).toEqual([
			expect.stringMatching(/^The session with KillB was renewed once while this ran/),
		]);
		const quiet = await sandbox.run('user.get', READ, { credentials: renewed.credentialStore });
		expect(quiet.hints).toEqual([]);
	});
});
