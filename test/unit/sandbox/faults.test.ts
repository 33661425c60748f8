import axios, { AxiosError } from 'axios';
import { type Sandbox, startSandbox } from '../../../sandbox';

let sandbox: Sandbox;
beforeEach(async () => void (sandbox = await startSandbox()));
afterEach(async () => await sandbox.close());

const http = axios.create({ validateStatus: () => true });
const health = async () => await http.get(`${sandbox.details.kernelhost}/v1/health`);
const login = async () =>
	await http.post(`${sandbox.details.killb}/api/v2/auth/login`, {
		email: sandbox.details.email,
		password: sandbox.details.password,
	});
const ask = async (...faults: object[]) =>
	await http.post(`${sandbox.details.control}/faults`, { faults });

describe('a fault of the sandbox', () => {
	it('affects as many requests as requested, and then none', async () => {
		await ask({ service: 'kernelhost', status: 503, headers: { 'retry-after': '1' }, times: 2 });
		const first = await health();
		expect([first.status, first.headers['retry-after']]).toEqual([503, '1']);
		expect((await health()).status).toBe(503);
		expect((await health()).status).toBe(200);
	});

	it('affects only the named service, method and path, after the allowed number of requests', async () => {
		await ask({ service: 'killb', method: 'post', path: '/auth/login', status: 429, after: 1 });
		expect((await health()).status).toBe(200);
		expect((await login()).status).toBe(201);
		const rejected = await login();
		expect([rejected.status, rejected.data]).toEqual([
			429,
			expect.objectContaining({ errorCode: 'SANDBOX.FAULT', statusCode: '429' }),
		]);
	});

	it('may break the connection before or after the service processes the request', async () => {
		await ask(
			{ service: 'killb', path: '/auth/login', kind: 'reset' },
			{ service: 'killb', path: '/auth/login', kind: 'lostAnswer' },
		);
		for (let attempt = 0; attempt < 2; attempt++) {
			const error = await login().catch((caught: AxiosError) => caught);
			expect((error as AxiosError).code).toMatch(/ECONNRESET|EPIPE/);
		}
		expect((await login()).status).toBe(201);
	});

	it('may leave a request without a response', async () => {
		await ask({ service: 'kernelhost', kind: 'hang' });
		const error = await http
			.get(`${sandbox.details.kernelhost}/v1/health`, { timeout: 200 })
			.catch((caught: AxiosError) => caught);
		expect((error as AxiosError).code).toBe('ECONNABORTED');
		expect((await health()).status).toBe(200);
	});

	it('is removed on demand and by a reset; a malformed one is rejected', async () => {
		await ask({ service: 'kernelhost' });
		await http.delete(`${sandbox.details.control}/faults`);
		expect((await health()).status).toBe(200);
		await ask({ service: 'kernelhost' });
		await http.post(`${sandbox.details.control}/reset`);
		expect((await health()).status).toBe(200);
		expect((await ask({ service: 'nobody' })).status).toBe(400);
	});

	it('is removed for one service alone if that is named', async () => {
		await ask({ service: 'kernelhost', status: 503 }, { service: 'killb', status: 503 });
		await http.delete(`${sandbox.details.control}/faults?service=killb`);
		expect((await login()).status).toBe(201);
		expect((await health()).status).toBe(503);
		const misspelt = await http.delete(`${sandbox.details.control}/faults?service=nobody`);
		expect(misspelt.status).toBe(400);
	});
});
