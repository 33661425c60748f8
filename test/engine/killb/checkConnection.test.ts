import type { IDataObject } from 'n8n-workflow';
import { KillBSandbox } from '../../support/killb/killBSandbox';

const sandbox = KillBSandbox.forEachTest();

/** The findings by name, as `verdict: message`. */
async function check(change: IDataObject = {}): Promise<Record<string, string>> {
	const { items, error } = await sandbox.run(
		'auth.checkConnection',
		{},
		{ credentials: sandbox.credentials(change) },
	);
	expect(error).toBeUndefined();
	return Object.fromEntries(
		items.map(({ json }) => [
			String(json.check),
			`${String(json.verdict)}: ${String(json.message)}`,
		]),
	);
}

describe('Auth: Check Connection', () => {
	it('names the environment, the login, the clock, the webhook and the deliveries', async () => {
		const all = await check();
		expect(Object.keys(all)).toEqual(['Environment', 'Login', 'Clock', 'Webhook', 'Deliveries']);
		expect(all.Environment).toBe(`ok: Own URL: ${sandbox.running.details.killb}.`);
		expect(all.Login).toBe('ok: KillB accepts the credential’s login.');
		expect(all.Clock).toMatch(/^ok: /);
		expect(all.Webhook).toBe('unknown: No webhook URL is set, so KillB sends no events.');
	});

	it.each([
		['in order', {}],
		['out of reach', { baseUrl: 'http://127.0.0.1:9' }],
		['rejected', { password: 'wrong' }],
	])('has nothing that n8n shows as empty if the connection is %s', async (_, change) => {
		const credentials = sandbox.credentials(change);
		const { items } = await sandbox.run('auth.checkConnection', {}, { credentials });
		const cells = items.flatMap(({ json }) => Object.values(json));
		expect(cells.every((cell) => typeof cell === 'string' && cell !== '')).toBe(true);
	});

	it('changes nothing', async () => {
		await check();
		expect(sandbox.ownRequests()).toEqual(['GET /auth/me 200', 'GET /webhooks 404']);
	});

	it.each([
		['a wrong password', { password: 'wrong' }],
		['an e-mail address that is none', { email: 'x' }],
		['a server that does not answer', { baseUrl: 'http://127.0.0.1:9' }],
	])('reports %s as the login’s problem, and the rest nevertheless', async (_, change) => {
		const all = await check(change);
		expect(all.Login).toMatch(/^problem: ./);
		expect(all).not.toHaveProperty('Webhook');
		expect(all).toHaveProperty('Deliveries');
	});

	it('reports an address that is no URL', async () => {
		const all = await check({ baseUrl: 'not a URL' });
		expect(all.Environment).toMatch(/^problem: .*Base URL/);
		expect(all.Login).toMatch(/^problem: ./);
	});

	it('says which environment the credential uses, before any answer', async () => {
		// Nothing is sent: the login lacks its password.
		const rest = { password: '' };
		expect((await check({ ...rest, environment: 'production' })).Environment).toBe(
			'ok: Production, where real money moves: https://killb.app.',
		);
		expect((await check({ ...rest, environment: 'sandbox' })).Environment).toBe(
			'ok: Sandbox, with test money: https://sandbox.killb.app.',
		);
		expect(sandbox.requests()).toEqual([]);
	});

	it('says that the webhook is turned off at KillB', async () => {
		sandbox.state.killb.setWebhook('https://n8n.example/webhook/1/webhook', 'a secret', ['USER']);
		const { config } = sandbox.state.killb.webhook ?? {};
		Object.assign(config ?? {}, { active: false });
		expect((await check()).Webhook).toMatch(/^problem: .* But it is turned off at KillB\.$/);
	});

	it('recognises an address of this n8n, and another system’s, without its query', async () => {
		const put = (url: string) => sandbox.state.killb.setWebhook(url, 'a secret', ['USER']);
		put('https://n8n.example/webhook/1/webhook?token=secret');
		expect((await check()).Webhook).toBe(
			'ok: Events are sent to https://n8n.example/webhook/1/webhook.',
		);
		put('https://elsewhere.example/hook?token=secret');
		expect((await check()).Webhook).toBe(
			'problem: Events are sent to https://elsewhere.example/hook, which is not a URL of your n8n (https://n8n.example).',
		);
	});
});
