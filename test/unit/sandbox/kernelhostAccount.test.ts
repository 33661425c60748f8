import { startSandbox, type Sandbox } from '../../../sandbox';
import { problemOf } from '../../../sandbox/kernelhost/webhooks';
import { order, ORDER, signed } from './client';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(() => sandbox.state.reset());

test('/v1/me describes the key without its secret', async () => {
	const { data } = await signed(sandbox, 'GET', '/v1/me');
	expect(data.key).toMatchObject({
		id: sandbox.details.keyId,
		scopes: expect.arrayContaining(['read:products']),
	});
	expect(JSON.stringify(data)).not.toContain(sandbox.details.secret);
});

test('products include 42 and every documented family', async () => {
	const { data } = await signed(sandbox, 'GET', '/v1/products');
	const families = data.data.map((product: { family: string }) => product.family);
	expect([...new Set(families)].sort()).toEqual([
		'dedicated',
		'kvm',
		'minecraft',
		'unlimited_traffic',
		'vpn',
		'webspace',
	]);
	expect(data.data.map((product: { id: number }) => product.id)).toContain(42);
	expect((await signed(sandbox, 'GET', '/v1/products/4711')).status).toBe(404);
});

test("an order's invoice is a real PDF with its number and amount", async () => {
	const { data } = await order(sandbox, ORDER);
	const answer = await signed(sandbox, 'GET', `/v1/billing/invoices/${data.invoice_id}/pdf`);
	expect(answer.headers['content-type']).toBe('application/pdf');
	expect(answer.headers['content-disposition']).toBe(
		`attachment; filename="KH-${data.invoice_id}.pdf"`,
	);
	const pdf = answer.data as Buffer;
	expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
	expect(pdf.subarray(-6).toString().trim()).toBe('%%EOF');
	expect(pdf.length).toBe(Number(answer.headers['content-length']));
	expect(textOf(pdf)).toContain(`Invoice KH-${data.invoice_id}`);
	expect(textOf(pdf)).toContain('Amount: 9.99 EUR');
});

test('the same PDF can be returned inside JSON', async () => {
	sandbox.state.update('invoices', { pdfFormat: 'json' });
	const { data } = await signed(sandbox, 'GET', '/v1/billing/invoices/9001/pdf');
	expect(Buffer.from(data.data, 'base64').subarray(0, 5).toString()).toBe('%PDF-');
	expect(data).toMatchObject({ filename: 'KH-9001.pdf', content_type: 'application/pdf' });
});

test('the webhook URL can be set, read and unset', async () => {
	const put = async (url: unknown) =>
		await signed(sandbox, 'PUT', '/v1/webhooks', { body: { url } });
	expect((await signed(sandbox, 'GET', '/v1/webhooks')).data).toEqual({ url: null });
	expect((await put('http://127.0.0.1:5678/webhook/x')).data).toEqual({
		url: 'http://127.0.0.1:5678/webhook/x',
	});
	expect((await signed(sandbox, 'GET', '/v1/webhooks')).data.url).toBe(
		'http://127.0.0.1:5678/webhook/x',
	);
	expect((await put(null)).data).toEqual({ url: null });

	const rejected = await put('http://192.168.1.1/hook');
	expect([rejected.status, rejected.data.errors[0].field]).toEqual([400, 'url']);
	expect((await put(7)).status).toBe(400);
	expect((await put(undefined)).status).toBe(400);
});

const DNS: Record<string, string[]> = {
	'public.example': ['8.8.8.8', '2606:4700::1111'],
	'mixed.example': ['8.8.8.8', '10.0.0.1'],
	'inside.example': ['192.168.7.7'],
	'rebound.example': ['8.8.8.8', '127.0.0.1'],
	'mapped.example': ['::ffff:10.0.0.1'],
	'link.example': ['169.254.169.254'],
};
const resolve = async (host: string) => DNS[host] ?? Promise.reject(new Error('ENOTFOUND'));

test.each([
	['https://public.example/hook'],
	['https://8.8.8.8/hook'],
	['http://127.0.0.1:5678/hook'],
	['http://localhost:5678/hook'],
	['https://[::1]/hook'],
])('the webhook URL %s is accepted', async (url) => {
	expect(await problemOf(url, resolve)).toBeNull();
});

test.each([
	['hook'],
	['ftp://127.0.0.1/hook'],
	['http://public.example/hook'],
	['https://unknown.example/hook'],
	['https://mixed.example/hook'],
	['https://inside.example/hook'],
	['https://rebound.example/hook'],
	['https://mapped.example/hook'],
	['https://link.example/hook'],
	['https://[fe80::1]/hook'],
	['https://[fd00::1]/hook'],
	['https://user:pass@public.example/hook'],
])('the webhook URL %s is rejected', async (url) => {
	expect(await problemOf(url, resolve)).toEqual(expect.any(String));
});

/** The text of the uncompressed page: pdfkit writes it as hex strings inside TJ arrays. */
function textOf(pdf: Buffer): string {
	return pdf
		.toString('latin1')
		.replace(/\[([^\]]*)\] TJ/g, (_all, parts: string) =>
			[...parts.matchAll(/<([0-9a-f]+)>/g)]
				.map(([, hex]) => Buffer.from(hex ?? '', 'hex').toString('latin1'))
				.join(''),
		);
}
