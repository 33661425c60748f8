import assert from 'node:assert/strict';
import { type AddressInfo, createServer } from 'node:net';
import { describe, it } from 'node:test';
import { node, runOnce, stackForTests } from './stackForTests';

const stack = stackForTests('http-request');

/** n8n's own HTTP Request node with the KernelHost credential as "Predefined Credential Type". */
function httpRequest(name: string, parameters: Record<string, unknown>) {
	return node({
		name,
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		parameters: {
			authentication: 'predefinedCredentialType',
			nodeCredentialType: 'kernelHostApi',
			...(parameters as object),
		},
		credentials: {
			kernelHostApi: { id: stack().credentials.kernelhost, name: 'KernelHost account' },
		},
	});
}

const query = { tags: ['a b', 'ü/?&=+%2F'], name: '東京 "x"' };

describe('n8n’s HTTP Request node with the KernelHost credential', () => {
	for (const format of ['indices', 'brackets', 'repeat']) {
		it(`is signed correctly with a query of lists and unicode (${format})`, async () => {
			const { kernelhost } = stack().sandbox.details;
			const { summary, data } = await runOnce(
				stack(),
				[
					httpRequest('Products', {
						url: `${kernelhost}/v1/products`,
						sendQuery: true,
						specifyQuery: 'json',
						jsonQuery: JSON.stringify(query),
						options: { queryParameterArrays: format },
					}),
				],
				`query-${format}`,
			);
			assert.equal(summary.status, 'success', JSON.stringify(data.resultData.error?.message));
			const entries = await stack().sandbox.journal();
			const seen = entries.filter(({ path }) => path.includes('tags')).at(-1);
			assert.equal(seen?.status, 200);
			const received = new URL(seen.path, kernelhost).searchParams;
			assert.equal(received.get('name'), query.name);
			assert.deepEqual(
				[...received].filter(([name]) => name.startsWith('tags')).map(([, value]) => value),
				query.tags,
			);
		});
	}

	it('orders with a JSON body, whose bytes are signed as they are sent', async () => {
		const { kernelhost } = stack().sandbox.details;
		const body = '{ "product_id": 42,  "billing_cycle": "monthly" }';
		const { summary, data } = await runOnce(
			stack(),
			[
				httpRequest('Order', {
					method: 'POST',
					url: `${kernelhost}/v1/orders`,
					sendHeaders: true,
					headerParameters: { parameters: [{ name: 'Idempotency-Key', value: 'by-http-request' }] },
					sendBody: true,
					specifyBody: 'json',
					jsonBody: body,
				}),
			],
			'order-by-http-request',
		);
		assert.equal(summary.status, 'success', JSON.stringify(data.resultData.error?.message));
		const orders = (await stack().sandbox.journal()).filter(
			({ headers }) => headers['idempotency-key'] === 'by-http-request',
		);
		assert.deepEqual(
			orders.map(({ status }) => status),
			[201],
		);
		assert.deepEqual(JSON.parse(orders[0]?.body ?? ''), {
			product_id: 42,
			billing_cycle: 'monthly',
		});
	});

	it('never signs for another host', async () => {
		const { summary, data } = await runOnce(
			stack(),
			[httpRequest('Elsewhere', { url: 'http://127.0.0.1:9/v1/products' })],
			'elsewhere',
		);
		assert.equal(summary.status, 'error');
		assert.match(String(data.resultData.error?.message), /can only be used for URLs below/);
	});

	it('sends nothing through its own proxy or without the certificate check', async () => {
		const { kernelhost } = stack().sandbox.details;
		let connections = 0;
		const proxy = createServer((socket) => {
			connections++;
			socket.destroy();
		});
		await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
		const { port } = proxy.address() as AddressInfo;
		const before = (await stack().sandbox.journal()).length;
		try {
			for (const [options, says] of [
				[{ proxy: `http://127.0.0.1:${port}` }, /Remove the option "Proxy"/],
				[{ allowUnauthorizedCerts: true }, /Remove the option "Ignore SSL Issues"/],
			] as const) {
				const { summary, data } = await runOnce(
					stack(),
					[httpRequest('Unsafe', { url: `${kernelhost}/v1/products`, options })],
					`unsafe-${Object.keys(options).join()}`,
				);
				assert.equal(summary.status, 'error');
				assert.match(String(data.resultData.error?.message), says);
			}
		} finally {
			proxy.close();
		}
		assert.equal(connections, 0);
		assert.equal((await stack().sandbox.journal()).length, before);
	});

	it('reports that a form can’t be signed', async () => {
		const { kernelhost } = stack().sandbox.details;
		const { summary, data } = await runOnce(
			stack(),
			[
				httpRequest('Form', {
					method: 'POST',
					url: `${kernelhost}/v1/orders`,
					sendBody: true,
					contentType: 'form-urlencoded',
					bodyParameters: { parameters: [{ name: 'product_id', value: '42' }] },
				}),
			],
			'form',
		);
		assert.equal(summary.status, 'error');
		assert.match(String(data.resultData.error?.message), /accepts JSON only/);
	});
});
