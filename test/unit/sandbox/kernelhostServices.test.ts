import { setTimeout as delay } from 'node:timers/promises';
import { startSandbox, type Sandbox } from '../../../sandbox';
import { signed } from './client';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(() => {
	sandbox.state.reset();
	sandbox.state.update('delays', { actionTakesMs: 0 });
});

const ID = 5001;
let keys = 0;
const act = async (action: unknown, id = ID) =>
	await signed(sandbox, 'POST', `/v1/services/${id}/actions`, {
		body: { action },
		idempotencyKey: `action-${++keys}`,
	});
const service = async () => (await signed(sandbox, 'GET', `/v1/services/${ID}`)).data;

async function settled(expected: { status?: string; power?: string }): Promise<void> {
	const stored = sandbox.state.kernelhost.services.get(ID);
	for (const [name, value] of Object.entries(expected)) {
		while ((stored as Record<string, unknown> | undefined)?.[name] !== value) await delay(2);
	}
}

test('each of the seven actions moves a service from one state to the next', async () => {
	const walk: Array<[string, { status: string; power: string }]> = [
		['stop', { status: 'active', power: 'stopped' }],
		['start', { status: 'active', power: 'running' }],
		['reboot', { status: 'active', power: 'running' }],
		['reinstall', { status: 'active', power: 'running' }],
		['suspend', { status: 'suspended', power: 'stopped' }],
		['unsuspend', { status: 'active', power: 'running' }],
		['terminate', { status: 'terminated', power: 'stopped' }],
	];
	for (const [action, expected] of walk) {
		const answer = await act(action);
		expect([answer.status, answer.data]).toEqual([
			202,
			expect.objectContaining({ service_id: ID, action, status: 'accepted' }),
		]);
		await settled(expected);
		expect(await service()).toMatchObject(expected);
	}
});

test('during an action the service reports it, and another action is rejected', async () => {
	sandbox.state.update('delays', { actionTakesMs: 60_000 });
	await act('reboot');
	expect(await service()).toMatchObject({ power: 'rebooting' });
	const second = await act('stop');
	expect([second.status, second.data.errors[0].message]).toEqual([
		400,
		'stop is not possible: the service is active, rebooting',
	]);
});

test('an unknown or unsuitable action is 400', async () => {
	for (const action of ['start', 'explode', 'constructor', 7, undefined]) {
		const { status, data } = await act(action);
		expect([status, data.errors[0].field]).toEqual([400, 'action']);
	}
});

test('an action requires an Idempotency-Key, and runs once under it', async () => {
	const path = `/v1/services/${ID}/actions`;
	const body = { action: 'stop' };
	expect((await signed(sandbox, 'POST', path, { body })).status).toBe(400);
	const first = await signed(sandbox, 'POST', path, { body, idempotencyKey: 'once' });
	await settled({ power: 'stopped' });
	const second = await signed(sandbox, 'POST', path, { body, idempotencyKey: 'once' });
	expect([second.status, second.data]).toEqual([202, first.data]);
});

test('credentials change when a service is reinstalled', async () => {
	const read = async () => (await signed(sandbox, 'GET', `/v1/services/${ID}/credentials`)).data;
	const before = await read();
	expect(before).toMatchObject({ service_id: ID, username: 'root' });
	await act('reinstall');
	expect((await read()).password).not.toBe(before.password);
});

test('a service that does not exist is 404 for each of its endpoints', async () => {
	for (const path of [
		'/v1/services/1',
		'/v1/services/1/credentials',
		'/v1/billing/invoices/1/pdf',
	]) {
		expect((await signed(sandbox, 'GET', path)).status).toBe(404);
	}
	expect((await act('stop', 1)).status).toBe(404);
});

describe('lists', () => {
	const ids = (items: Array<{ id: number }>) => items.map(({ id }) => id);

	test('come in pages that together contain everything once', async () => {
		const seen: number[] = [];
		for (let page = 1; page <= 5; page++) {
			const { data } = await signed(sandbox, 'GET', `/v1/services?page=${page}&limit=7`);
			expect(data).toMatchObject({ page, limit: 7, total: 30, total_pages: 5 });
			seen.push(...ids(data.data));
		}
		expect(seen).toEqual([...sandbox.state.kernelhost.services.keys()]);
		expect((await signed(sandbox, 'GET', '/v1/services?page=6&limit=7')).data.data).toEqual([]);
	});

	test('reject an invalid page or limit', async () => {
		for (const query of ['page=0', 'limit=0', 'limit=101', 'page=x', 'page=1&page=2']) {
			expect((await signed(sandbox, 'GET', `/v1/billing/invoices?${query}`)).status).toBe(400);
		}
	});

	test.each([
		['items', 'items'],
		['resource', 'services'],
	] as const)('can name their envelope %s', async (envelope, member) => {
		sandbox.state.update('lists', { envelope });
		const { data } = await signed(sandbox, 'GET', '/v1/services');
		expect(data[member]).toHaveLength(10);
	});

	test('can be bare arrays', async () => {
		sandbox.state.update('lists', { envelope: 'array' });
		expect((await signed(sandbox, 'GET', '/v1/products')).data).toHaveLength(9);
		expect((await signed(sandbox, 'GET', '/v1/services?limit=3')).data).toHaveLength(3);
	});

	test('can be walked by cursor', async () => {
		sandbox.state.update('lists', { paging: 'cursor' });
		const seen: number[] = [];
		let cursor: string | null = '';
		while (cursor !== null) {
			const query: string = cursor === '' ? '' : `&cursor=${cursor}`;
			const { data } = await signed(sandbox, 'GET', `/v1/services?limit=12${query}`);
			seen.push(...ids(data.data));
			cursor = data.next_cursor;
		}
		expect(seen).toHaveLength(30);
	});

	test('can be walked by links', async () => {
		sandbox.state.update('lists', { paging: 'link' });
		const first = await signed(sandbox, 'GET', '/v1/billing/invoices?limit=20');
		const next: string = first.data.links.next;
		const second = await signed(sandbox, 'GET', next.slice(sandbox.details.kernelhost.length));
		expect(ids(first.data.data).length + ids(second.data.data).length).toBe(30);
		expect(second.data.links.next).toBeNull();
	});

	test('can ignore the page, as a server with another parameter may', async () => {
		sandbox.state.update('lists', { paging: 'ignored' });
		const [one, two] = [1, 2].map(
			async (page) => await signed(sandbox, 'GET', `/v1/services?page=${page}&limit=5`),
		);
		expect((await two)?.data).toEqual((await one)?.data);
	});
});
