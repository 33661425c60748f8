import axios from 'axios';
import { SEEDED_USER_ID, startSandbox, type Sandbox } from '../../../sandbox';
import { control, killb, logIn, order, ORDER, signed } from './client';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(() => sandbox.state.reset());

const get = async (path: string, headers: Record<string, string> = {}) =>
	await axios.get(sandbox.details.control + path, {
		headers,
		proxy: false,
		validateStatus: () => true,
	});
const pathsOf = ({ data }: { data: Array<{ path: string }> }) => data.map(({ path }) => path);

describe('the details to enter in n8n', () => {
	test('are those that the command prints, at the requested host', async () => {
		expect((await get('/details')).data).toEqual(sandbox.details);
		const { port } = new URL(sandbox.details.control);
		const { data } = await get('/details', { host: `localhost:${port}` });
		expect([data.killb, data.keyId]).toEqual([`http://localhost:${port}`, sandbox.details.keyId]);
	});
});

describe('the journal', () => {
	test('returns the last matching entries, oldest first, and says how many it keeps', async () => {
		for (const id of [1, 2, 3]) await signed(sandbox, 'GET', `/v1/orders/${id}`);
		await logIn(sandbox);
		const last = await get('/journal?last=2&service=kernelhost');
		expect(pathsOf(last).map((path) => path.slice(-1))).toEqual(['2', '3']);
		expect(last.headers['x-journal-kept']).toBe('4');
		expect((await get('/journal?last=0')).status).toBe(400);
	});

	test('finds a text in path, headers, body, response and error, regardless of case', async () => {
		await signed(sandbox, 'GET', '/v1/Products?needle-1', { headers: { 'x-own': 'Needle-2' } });
		await order(sandbox, { ...ORDER, note: 'needle-3' });
		for (const text of ['NEEDLE-1', 'needle-2', 'x-own', 'not_found']) {
			expect((await get(`/journal?text=${text}`)).data.length).toBeGreaterThan(0);
		}
		expect((await get('/journal?text=needle-3')).data).toHaveLength(1);
		expect((await get('/journal?text=needle-4')).data).toEqual([]);
	});

	test('responds 304 until something changes: an entry, its response, or a clearing', async () => {
		const first = await get('/journal');
		const known = { 'if-none-match': String(first.headers['etag']) };
		expect((await get('/journal', known)).status).toBe(304);
		await signed(sandbox, 'GET', '/v1/me');
		const second = await get('/journal', known);
		expect([second.status, second.data.length]).toEqual([200, 1]);
		const later = { 'if-none-match': String(second.headers['etag']) };
		expect((await get('/journal', later)).status).toBe(304);
		sandbox.state.reset();
		expect((await get('/journal', later)).data).toEqual([]);
	});

	test('says which fault broke an entry', async () => {
		sandbox.state.faults.add([{ service: 'kernelhost', kind: 'lostAnswer' }]);
		await signed(sandbox, 'GET', '/v1/me').catch(() => undefined);
		await signed(sandbox, 'GET', '/v1/me');
		expect((await get('/journal')).data.map(({ fault }: { fault?: string }) => fault)).toEqual([
			'lostAnswer',
			undefined,
		]);
	});
});

describe('the choices', () => {
	test('name every event with its complete records, and every state', async () => {
		const { data } = await get('/choices');
		expect(Object.keys(data.events.kernelhost)).toEqual([
			'order.paid',
			'service.provisioned',
			'invoice.created',
		]);
		expect(Object.keys(data.events.killb)).toEqual([
			'RAMP',
			'PAYOUT',
			'USER',
			'ACCOUNT',
			'CUSTODIAL_ACCOUNT',
			'TRANSACTION',
		]);
		expect(data.events.killb.USER).toEqual([
			{
				id: SEEDED_USER_ID,
				name: expect.stringContaining('Ana Sandoval'),
				status: 'ACTIVE',
				record: expect.objectContaining({ id: SEEDED_USER_ID, type: 'PERSON' }),
			},
		]);
		expect(data.events.kernelhost['service.provisioned']).toHaveLength(30);
		for (const [what, status] of [
			['ramps', 'REVIEW_NEEDED'],
			['payouts', 'REFUNDED'],
			['users', 'REJECTED'],
			['accounts', 'INACTIVE'],
		] as const) {
			expect(data.states[what]).toContain(status);
		}
	});

	test('begin with the newest, and are the last hundred of a long list', async () => {
		await control(sandbox, 'POST', '/users', { count: 150 });
		const { USER } = (await get('/choices')).data.events.killb;
		expect(USER).toHaveLength(100);
		expect(USER[0].name).toContain('Número 151');
	});

	test('offer a made-up order, ramp and payout that can be sent if there is none yet', async () => {
		const { events } = (await get('/choices')).data;
		for (const list of [events.kernelhost['order.paid'], events.killb.RAMP, events.killb.PAYOUT]) {
			expect(list).toHaveLength(1);
			expect(list[0].name).toMatch(/^Made up/);
		}
		const { record } = events.killb.RAMP[0];
		const url = `${sandbox.details.killb}/nobody`;
		const event = { service: 'killb', event: 'RAMP', data: record, url, maxAttempts: 1 };
		expect((await control(sandbox, 'POST', '/events', event)).status).toBe(200);
		const { accessToken: token } = await logIn(sandbox);
		const { status, data } = await killb(sandbox, 'GET', `/ramps/${record.id}`, { token });
		expect([status, data.status]).toEqual([200, 'COMPLETED']);
		expect((await get('/choices')).data.events.killb.RAMP[0]).toMatchObject({
			id: record.id,
			status: 'COMPLETED',
		});
	});
});
