import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import axios from 'axios';
import { startSandbox, type Sandbox } from '../../../sandbox';

const FOLDER = path.join(__dirname, '../../../sandbox/page');

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());

const get = async (target: string) =>
	await axios.get<string>(`${sandbox.details.killb}${target}`, {
		proxy: false,
		responseType: 'text',
		validateStatus: () => true,
	});

describe('the page', () => {
	test('has a policy that blocks everything foreign, and turns no text into elements', async () => {
		const { status, headers, data } = await get('/');
		expect(status).toBe(200);
		expect(headers['content-type']).toBe('text/html; charset=utf-8');
		expect(headers['x-content-type-options']).toBe('nosniff');
		expect(headers['cache-control']).toBe('no-cache');
		const policy = String(headers['content-security-policy']).split('; ');
		expect(policy).toEqual(
			expect.arrayContaining([
				"default-src 'self'",
				"frame-ancestors 'none'",
				"base-uri 'none'",
				"form-action 'none'",
				"require-trusted-types-for 'script'",
				"trusted-types 'none'",
			]),
		);
		expect(data).toContain('<html lang="en">');
	});

	test('has an icon for browsers that open the control API, which is no request to a service', async () => {
		const { status, headers } = await get('/favicon.ico');
		expect([status, headers['content-type']]).toEqual([200, 'image/svg+xml']);
		const { data } = await get('/control/journal');
		expect(data).not.toContain('favicon');
	});

	test('is complete: each file that it names is served with its type', async () => {
		const files = readdirSync(FOLDER).filter((name) => name !== 'index.html');
		const types: Record<string, string> = {
			'.js': 'text/javascript; charset=utf-8',
			'.css': 'text/css; charset=utf-8',
			'.svg': 'image/svg+xml',
		};
		for (const name of files) {
			const { status, headers } = await get(`/page/${name}`);
			expect([name, status, headers['content-type']]).toEqual([
				name,
				200,
				types[path.extname(name)],
			]);
		}
		const html = readFileSync(path.join(FOLDER, 'index.html'), 'utf8');
		const named = [...html.matchAll(/(?:src|href)="\/page\/([^"]+)"/g)].map(([, name]) => name);
		expect(named.length).toBeGreaterThan(2);
		expect(files).toEqual(expect.arrayContaining(named));
		expect(html).not.toMatch(/\/\/[a-z]|style="|\son[a-z]+="/);
	});

	test('serves only its own files, and its requests are not in the journal', async () => {
		await get('/');
		await get('/?from=n8n');
		await get('/page/main.js');
		expect(sandbox.state.journal.entries()).toEqual([]);
		// A request elsewhere is a mistake, and should be visible.
		await axios.post(`${sandbox.details.killb}/`, {}, { proxy: false, validateStatus: () => true });
		expect(sandbox.state.journal.entries()).toMatchObject([{ method: 'POST', status: 404 }]);
		for (const target of ['/page/index.html', '/page/..%2fserver.ts', '/page/no.js']) {
			expect((await get(target)).status).toBe(404);
		}
	});

	test('turns no text into elements in any of its scripts', () => {
		for (const name of readdirSync(FOLDER).filter((file) => file.endsWith('.js'))) {
			const script = readFileSync(path.join(FOLDER, name), 'utf8');
			expect(script).not.toMatch(
				/innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|srcdoc/,
			);
		}
	});
});
