import { request } from 'node:http';
import { startSandbox, type Sandbox } from '../../../sandbox';
import { control, signed } from './client';

let sandbox: Sandbox;
let port: number;
beforeAll(async () => {
	sandbox = await startSandbox();
	port = Number(new URL(sandbox.details.control).port);
});
afterAll(async () => await sandbox.close());
beforeEach(() => sandbox.state.reset());

type Headers = Record<string, string>;

/**
 * Sends what a browser would; Node's own fetch does not let a caller choose Host or Sec-Fetch-Site.
 */
async function send(method: string, path: string, headers: Headers): Promise<[number, string]> {
	return await new Promise((resolve, reject) => {
		const call = request({ host: '127.0.0.1', port, method, path, headers }, (answer) => {
			let text = '';
			answer.setEncoding('utf8').on('data', (part: string) => (text += part));
			answer.on('end', () => resolve([answer.statusCode ?? 0, text]));
		});
		call.on('error', reject).end();
	});
}

const own = () => ({ host: `127.0.0.1:${port}` });
const reads = ['/control/journal', '/control/details', '/', '/page/main.js'];

describe('a foreign web page', () => {
	test.each([
		['on another site', { origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' }],
		['on another port, such as n8n', { origin: 'http://127.0.0.1:5678' }],
		['of the same site, in a browser that says so', { 'sec-fetch-site': 'same-site' }],
		['of no origin, such as a sandboxed frame', { origin: 'null' }],
		['with an invalid origin', { origin: 'nonsense' }],
	])('%s can neither reset the sandbox nor read its journal', async (_where, headers) => {
		await signed(sandbox, 'GET', '/v1/me');
		for (const [method, path] of [
			['POST', '/control/reset'],
			['POST', '/%63ontrol/reset'],
			['DELETE', '/control/journal'],
			...reads.map((read) => ['GET', read]),
			['OPTIONS', '/control/reset'],
			['GET', '/control/no-such-thing'],
		] as Array<[string, string]>) {
			const [status, text] = await send(method, path, { ...own(), ...headers });
			expect([method, path, status]).toEqual([method, path, 403]);
			expect(text).toContain('own page');
			expect(text).not.toContain('kh-key');
		}
		expect(sandbox.state.journal.entries({ path: /\/v1\/me$/ })).toHaveLength(1);
	});

	test.each(['elsewhere.example', 'elsewhere.example:8787', '127.0.0.1.elsewhere.example', ''])(
		'with its own name "%s" pointing here (DNS rebinding) is rejected too',
		async (host) => {
			const headers = { host, origin: `http://${host}`, 'sec-fetch-site': 'same-origin' };
			for (const path of reads) expect((await send('GET', path, headers))[0]).toBe(403);
			expect((await send('POST', '/control/reset', headers))[0]).toBe(403);
		},
	);

	test('may link to the page, but not frame it', async () => {
		const follow = { ...own(), 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' };
		expect((await send('GET', '/', { ...follow, 'sec-fetch-dest': 'document' }))[0]).toBe(200);
		expect((await send('GET', '/', { ...follow, 'sec-fetch-dest': 'iframe' }))[0]).toBe(403);
		const journal = await send('GET', '/control/journal', {
			...follow,
			'sec-fetch-dest': 'document',
		});
		expect(journal[0]).toBe(403);
	});
});

describe('the sandbox accepts', () => {
	test.each(['127.0.0.1', 'localhost', '[::1]', 'host.docker.internal', 'n8n.localhost'])(
		'the page itself, opened as %s',
		async (name) => {
			const host = `${name}:${port}`;
			const headers = { host, origin: `http://${host}`, 'sec-fetch-site': 'same-origin' };
			for (const path of reads) expect((await send('GET', path, headers))[0]).toBe(200);
			expect((await send('POST', '/control/reset', headers))[0]).toBe(200);
		},
	);

	test('a person who types the URL, and a program, which sends neither origin nor site', async () => {
		const typed = { ...own(), 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate' };
		expect((await send('GET', '/', typed))[0]).toBe(200);
		expect((await send('GET', '/control/journal', typed))[0]).toBe(200);
		expect((await send('POST', '/control/reset', own()))[0]).toBe(200);
		expect((await control(sandbox, 'POST', '/reset')).status).toBe(200);
	});

	test('requests to the stand-ins under any host name', async () => {
		const health = '/cp/kh_reseller_api/v1/health';
		expect((await send('GET', health, { host: 'sandbox:8787' }))[0]).toBe(200);
	});
});
