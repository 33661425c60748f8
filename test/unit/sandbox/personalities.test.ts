import axios from 'axios';
import { PERSONALITIES, type Sandbox, startSandbox } from '../../../sandbox';
import { killb, signed } from './client';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(() => sandbox.state.reset());
afterAll(async () => await sandbox.close());

async function put(names: unknown) {
	const url = `${sandbox.details.control}/personalities`;
	return await axios.put(url, { names }, { validateStatus: () => true });
}

describe('personalities', () => {
	it('are listed with the assumption that each one answers', async () => {
		const { data } = await axios.get<Array<{ name: string; active: boolean }>>(
			`${sandbox.details.control}/personalities`,
		);
		expect(data.map(({ name }) => name)).toEqual(Object.keys(PERSONALITIES));
		expect(data.filter(({ active }) => active)).toEqual([]);
		expect(data[0]).toMatchObject({
			service: 'kernelhost',
			assumption: 'Part of the path that KernelHost signs',
			differs: 'signs the whole path',
		});
	});

	it('change the settings they need, and give them back when another one follows', async () => {
		await put(['fullPathSigned', 'bareLists']);
		expect(sandbox.state.settings).toMatchObject({
			signing: { signedPath: 'fullPath' },
			lists: { envelope: 'array' },
		});
		await put(['cursorPages']);
		expect(sandbox.state.settings).toMatchObject({
			signing: { signedPath: 'belowApiRoot' },
			lists: { envelope: 'data', paging: 'cursor' },
		});
	});

	it('are gone after a reset, except for those of the start', async () => {
		await put(['bareLists']);
		sandbox.state.reset();
		expect(sandbox.state.settings.lists.envelope).toBe('data');
		const other = await startSandbox({ personalities: ['listsInItems'] });
		other.state.personify([]);
		other.state.reset();
		expect(other.state.personalities.names).toEqual(['listsInItems']);
		expect(other.state.settings.lists.envelope).toBe('items');
		await other.close();
	});

	it('are rejected together with an unknown one', async () => {
		const { status, data } = await put(['bareLists', 'friendly']);
		expect(status).toBe(400);
		expect(data).toEqual({
			error: expect.stringMatching(/no personality friendly, only fullPath/),
		});
		expect(sandbox.state.personalities.names).toEqual([]);
	});

	it('translate a request and its answer at the edge, and the journal has what was sent', async () => {
		await put(['otherWebhookField']);
		const url = 'http://127.0.0.1:1/x';
		const rejected = await signed(sandbox, 'PUT', '/v1/webhooks', { body: { url } });
		expect(rejected.status).toBe(400);
		const body = { callback_url: url };
		const { status, data } = await signed(sandbox, 'PUT', '/v1/webhooks', { body });
		expect([status, data]).toEqual([200, body]);
		expect(sandbox.state.kernelhost.webhookUrl).toBe(url);
		const entry = sandbox.state.journal.entries({ service: 'kernelhost' }).at(-1);
		expect([entry?.body, entry?.answer]).toEqual([JSON.stringify(body), JSON.stringify(body)]);
	});

	it('can change the status, and leave out the body and the date', async () => {
		await put(['noWebhookIsEmpty', 'noDate', 'okForKillBCreated']);
		const { email, password } = sandbox.details;
		const login = await killb(sandbox, 'POST', '/auth/login', { body: { email, password } });
		expect(login.status).toBe(200);
		const token = (login.data as { accessToken: string }).accessToken;
		const { status, data, headers } = await killb(sandbox, 'GET', '/webhooks', { token });
		expect([status, (data as Buffer).length, headers['date']]).toEqual([200, 0, undefined]);
	});

	it('leave the other service as it is', async () => {
		await put(['okForKillBCreated']);
		const body = { product_id: 42, billing_cycle: 'monthly' };
		const answer = await signed(sandbox, 'POST', '/v1/orders', { body, idempotencyKey: 'a' });
		expect(answer.status).toBe(201);
	});
});
