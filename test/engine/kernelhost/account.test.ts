import type { INodeExecutionData } from 'n8n-workflow';
import { referenceKey } from '../../../core/idempotency';
import { loadList, runNode } from '../../support/engine';
import { byId, KernelHostSandbox } from '../../support/kernelhost/kernelHostSandbox';

const sandbox = KernelHostSandbox.forThisFile();

describe('Account, Balance and Webhook', () => {
	it('return the account and the balance unchanged', async () => {
		const account = await sandbox.run('account.get', {});
		const balance = await sandbox.run('balance.get', {});
		expect(account.items[0]?.json).toHaveProperty('account');
		expect(balance.items[0]?.json).toEqual({ balance: '500.00', currency: 'EUR' });
	});

	it('check the API’s health without a signature, even with a wrong key', async () => {
		const { items } = await sandbox.run(
			'account.checkHealth',
			{},
			{ credentials: sandbox.credentials({ keyId: 'nonsense' }) },
		);
		expect(items[0]?.json).toMatchObject({ status: 'ok' });
		const [{ headers } = { headers: {} }] = sandbox.state.journal.entries();
		expect(Object.keys(headers).filter((name) => name.startsWith('kh-'))).toEqual([]);
	});

	it('set, read and remove the webhook URL', async () => {
		const url = 'http://127.0.0.1:5678/webhook/x';
		await sandbox.run('webhook.set', { url: ` ${url}\n` });
		const set = await sandbox.run('webhook.get', {});
		await sandbox.run('webhook.remove', {});
		const removed = await sandbox.run('webhook.get', {});
		expect([set.items[0]?.json, removed.items[0]?.json]).toEqual([{ url }, { url: null }]);
	});

	it('name the field that KernelHost rejects', async () => {
		const { error } = await sandbox.run('webhook.set', { url: 'http://example.com/x' });
		expect(error?.description).toMatch(/\nURL: /);
	});

	it('send the field name and the empty value of Vendor Overrides', async () => {
		const vendorOverrides = '{"webhookUrlField":"target","webhookEmptyValue":""}';
		const rest = { credentials: sandbox.credentials({ vendorOverrides }) };
		await sandbox.run('webhook.set', { url: 'https://x.example' }, rest);
		await sandbox.run('webhook.remove', {}, rest);
		const bodies = sandbox.state.journal.entries({ method: 'PUT' }).map(({ body }) => body);
		expect(bodies).toEqual(['{"target":"https://x.example"}', '{"target":""}']);
	});

	it('send nothing if Vendor Overrides name an unknown member', async () => {
		const vendorOverrides = '{"urlField":"target"}';
		const rest = { credentials: sandbox.credentials({ vendorOverrides }) };
		const { error } = await sandbox.run('webhook.set', { url: 'https://x.example' }, rest);
		expect(error?.message).toBe(
			'Vendor Overrides of the KernelHost credential must only have members named actionField, configOptionsField, webhookUrlField, webhookEmptyValue, pageParameter, limitParameter, cursorParameter, signedPath, signatureDigits, statusField, powerField, finalStatuses, not "urlField".',
		);
		expect(error?.description).toContain('#credential_invalid');
		expect(sandbox.requests()).toEqual([]);
	});
});

describe('Invoice', () => {
	function firstInvoice(): string {
		return String([...sandbox.state.kernelhost.invoices.keys()][0]);
	}

	it('lists invoices', async () => {
		const { items } = await sandbox.run('invoice.getAll', { returnAll: true });
		expect(items.map(({ json }) => json.id)).toEqual([...sandbox.state.kernelhost.invoices.keys()]);
	});

	it.each(['binary', 'json'] as const)('downloads a PDF returned as %s', async (pdfFormat) => {
		sandbox.state.update('invoices', { pdfFormat });
		const { items, error } = await sandbox.run(
			'invoice.downloadPdf',
			{ invoiceId: byId('={{ $json.id }}'), binaryProperty: 'pdf' },
			{ items: [{ id: firstInvoice() }] },
		);
		expect(error).toBeUndefined();
		const file = items[0]?.binary?.pdf;
		expect(file).toMatchObject({
			mimeType: 'application/pdf',
			fileName: expect.stringMatching(/\.pdf$/) as string,
		});
		const bytes = Buffer.from(file?.data ?? '', 'base64');
		expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
		expect(bytes.toString('latin1').trimEnd().endsWith('%%EOF')).toBe(true);
		expect(items[0]?.pairedItem).toEqual({ item: 0 });
	});

	it('does not take a text for a PDF', async () => {
		const headers = { 'Content-Type': 'text/plain' };
		sandbox.state.faults.add([
			{ service: 'kernelhost', path: '/pdf', status: 200, headers, body: 'It is being generated' },
		]);
		const { error, items } = await sandbox.run('invoice.downloadPdf', {
			invoiceId: byId(firstInvoice()),
			binaryProperty: 'data',
		});
		expect(error?.message).toContain('The response contains no PDF');
		expect(items).toEqual([]);
	});

	it('explains a rejection even though a file was expected', async () => {
		const { error } = await sandbox.run('invoice.downloadPdf', {
			invoiceId: byId('999999'),
			binaryProperty: 'data',
		});
		expect(error?.message).toBe('KernelHost found nothing with this ID');
	});

	it('has a picker', async () => {
		const { results } = await loadList({
			type: 'kernelHost',
			method: 'searchInvoices',
			credentials: sandbox.credentials(),
		});
		expect(results.map(({ value }) => value)).toContain(firstInvoice());
	});
});

describe('API Request', () => {
	const send = async (parameters: object) =>
		await runNode({
			type: 'kernelHost',
			parameters: { resource: 'apiRequest', operation: 'send', ...parameters },
			credentials: sandbox.credentials(),
		});

	it('signs any path with a query that is hard to encode', async () => {
		const { items, error } = await send({
			method: 'GET',
			path: '/v1/services?page=1',
			options: {
				query: JSON.stringify({ limit: 2, note: 'ü +/?&=%2F', ids: ['a b', "c'd"] }),
			},
		});
		expect(error).toBeUndefined();
		expect(items).toHaveLength(1);
		expect(sandbox.requests()[0]).toContain(
			'?ids%5B0%5D=a%20b&ids%5B1%5D=c%27d&limit=2&note=%C3%BC%20%2B%2F%3F%26%3D%252F&page=1',
		);
	});

	it('orders with a body and an idempotency key', async () => {
		const { items } = await send({
			method: 'POST',
			path: 'v1/orders',
			body: '{"product_id":42,"billing_cycle":"monthly"}',
			idempotencyMode: 'reference',
			businessReference: 'api-1',
		});
		expect(items[0]?.json).toMatchObject({ product_id: 42 });
		expect(sandbox.ordersAsked()[0]?.key).toBe(
			referenceKey('api-1', ['apiRequest.send', 'POST', '/v1/orders', 'null']),
		);
	});

	it('orders under one reference once for each query', async () => {
		const send = async (query: string) =>
			await sandbox.run('apiRequest.send', {
				method: 'POST',
				path: '/v1/orders',
				body: JSON.stringify({ product_id: 42, billing_cycle: 'monthly' }),
				options: { query },
				idempotencyMode: 'reference',
				businessReference: 'pay-1',
			});
		await send('{"service":"1"}');
		await send('{"service":"2"}');
		await send('{"service":"2"}');
		expect(sandbox.ordersPlaced()).toBe(2);
	});

	it('orders once under one reference, with or without a leading slash in the path', async () => {
		for (const path of ['v1/orders', '/v1/orders', ' v1/orders ']) {
			await send({
				method: 'POST',
				path,
				body: '{"product_id":42,"billing_cycle":"monthly"}',
				idempotencyMode: 'reference',
				businessReference: 'api-2',
			});
		}
		expect(sandbox.ordersPlaced()).toBe(1);
	});

	it.each(['/v1/../../x', '/v1/%2e%2e/x', '/v1//x', '/v1/a b', '/v1/x#y', ''])(
		'rejects the path %j without sending anything',
		async (path) => {
			const { error } = await send({ method: 'GET', path: `={{ ${JSON.stringify(path)} }}` });
			expect(error?.message).toMatch(/^Path (must be|is empty)/);
			expect(sandbox.requests()).toEqual([]);
		},
	);
});

describe('Check Connection', () => {
	const check = async (change = {}) => {
		const { items } = await sandbox.run(
			'account.checkConnection',
			{},
			{ credentials: sandbox.credentials(change) },
		);
		return verdicts(items);
	};

	function verdicts(items: INodeExecutionData[]): Record<string, string> {
		return Object.fromEntries(
			items.map(({ json }) => [
				String(json.check),
				`${String(json.verdict)}: ${String(json.message)}`,
			]),
		);
	}

	it('reports success', async () => {
		sandbox.state.kernelhost.webhookUrl = 'http://127.0.0.1:9/x';
		const all = await check();
		const unexpected = Object.entries(all).filter(([, verdict]) => !verdict.startsWith('ok'));
		expect(unexpected.map(([name]) => name)).toEqual(['Webhook', 'Deliveries']);
		expect(all.Webhook).toMatch(/problem: .* not a URL of your n8n/);
		expect(all).toHaveProperty(['Permission write:orders']);
	});

	it.each([
		['in order', {}],
		['out of reach', { apiRoot: 'http://127.0.0.1:9' }],
		['rejected', { secret: 'wrong' }],
	])('has nothing that n8n shows as empty if the connection is %s', async (_, change) => {
		const credentials = sandbox.credentials(change);
		const { items } = await sandbox.run('account.checkConnection', {}, { credentials });
		const cells = items.flatMap(({ json }) => Object.values(json));
		expect(cells.every((cell) => typeof cell === 'string' && cell !== '')).toBe(true);
	});

	it('says what to do where something is wrong or unknown, and nothing where all is well', async () => {
		sandbox.state.update('key', { allowedIps: ['192.0.2.0/24'] });
		const { items } = await sandbox.run('account.checkConnection', {});
		const advice = Object.fromEntries(items.map(({ json }) => [json.check, json.whatToDo]));
		expect(advice['API URL']).toBe('Nothing');
		expect(advice['Key and signature']).toBe('Fix "IP address" first.');
		expect(advice['IP address']).toMatch(/portal/);
	});

	it('distinguishes a missing permission from a failure', async () => {
		sandbox.state.update('scopes', { scopes: ['read:products', 'read:webhooks'] });
		const all = await check();
		expect(all['Permission read:products']).toMatch(/^ok/);
		expect(all['Permission read:services']).toMatch(/^problem/);
		expect(all['Permission write:orders']).toMatch(/^problem/);
		expect(all['Key and signature']).toMatch(/^ok/);
	});

	it.each([
		['a wrong secret', { secret: 'wrong' }, 'Key and signature', /^problem: The signature/],
		['a malformed key', { keyId: 'x' }, 'Key and signature', /^problem: The Key ID/],
		[
			'an unreachable server',
			{ apiRoot: 'http://127.0.0.1:9' },
			'API URL',
			/^problem: Could not reach/,
		],
	])('reports %s', async (_, change, name, verdict) => {
		expect((await check(change))[name]).toMatch(verdict);
	});

	it('reports clock skew and an IP address that is not allowed', async () => {
		sandbox.state.update('clock', { offsetSeconds: -900 });
		sandbox.state.update('key', { allowedIps: ['192.0.2.0/24'] });
		const all = await check();
		expect(all.Clock).toMatch(/^problem: n8n’s clock is (899|900|901) seconds ahead/);
		sandbox.state.update('clock', { offsetSeconds: 0 });
		expect((await check())['IP address']).toMatch(/^problem: .*IP address is not on/);
	});

	it('changes nothing and reads no access data', async () => {
		await check();
		expect(sandbox.requests().filter((request) => !request.startsWith('GET'))).toEqual([]);
		expect(sandbox.requests().join()).not.toContain('credentials');
	});
});
