import { createHash, createHmac } from 'node:crypto';
import * as fc from 'fast-check';
import {
	type KernelHostKey,
	sign,
	signedPathOf,
	signingString,
	signRequest,
} from '../../../core/kernelhost/authenticate';

const SECRET = 'X'.repeat(32);
const key: KernelHostKey = {
	keyId: `kh_live_${'A'.repeat(32)}`,
	secret: SECRET,
	apiRoot: 'https://www.kernelhost.com/cp/kh_reseller_api',
	signedPath: 'belowApiRoot',
};

describe('the vectors of kernelhost.md 3 (computed there with openssl and Python)', () => {
	const moment = { timestamp: 1700000000, nonce: '000102030405060708090a0b0c0d0e0f' };

	it('signs a GET without a body', () => {
		expect(sign(SECRET, { method: 'GET', path: '/v1/products', ...moment })).toBe(
			'd1f1ed5824f5addad3a8400a592830fc999df72310e730ca30559d5739cae2e8',
		);
	});

	it('signs a POST over the bytes of its body', () => {
		const body = Buffer.from('{"product_id":42,"billing_cycle":"monthly"}');
		expect(signingString({ method: 'POST', path: '/v1/orders', ...moment, body })).toMatch(
			/\n05e611ac424bf9c68c15fad3de79181d0b774445e62dfaf1b2863e50b16b5a59$/,
		);
		expect(sign(SECRET, { method: 'POST', path: '/v1/orders', ...moment, body })).toBe(
			'e7c6180a7809d7ac984b449af63e40cd43860fe1cde581acc8695be73f61b452',
		);
	});
});

/** The documented formula, implemented from the page and not from our code. */
function expectedSignature(request: ReturnType<typeof signed>, prefix = '/cp/kh_reseller_api') {
	const { pathname, search } = new URL(request.url);
	const bodyHash = createHash('sha256')
		.update(request.body ?? '')
		.digest('hex');
	const text = [
		request.method,
		pathname.slice(prefix.length) + search,
		request.headers['KH-Timestamp'],
		request.headers['KH-Nonce'],
		bodyHash,
	].join('\n');
	return createHmac('sha256', SECRET).update(text).digest('hex');
}

function signed(request: Record<string, unknown>, now = 1_700_000_000_999) {
	return signRequest(key, request, now) as unknown as {
		method: string;
		url: string;
		uri?: string;
		body?: Buffer;
		headers: Record<string, string>;
		[name: string]: unknown;
	};
}

describe('signing a request', () => {
	it('signs exactly what is sent, for any query and any body', () => {
		const value = fc.oneof(
			fc.string({ unit: 'binary' }),
			fc.integer(),
			fc.boolean(),
			fc.constant(null),
		);
		fc.assert(
			fc.property(
				fc.dictionary(
					fc.string({ minLength: 1, unit: 'grapheme' }),
					fc.oneof(value, fc.array(value)),
				),
				fc.option(fc.jsonValue(), { nil: undefined }),
				(qs, body) => {
					const request = signed({ method: 'POST', url: '/v1/orders', qs, body });
					expect(request.headers['KH-Signature']).toBe(expectedSignature(request));
					expect(new URL(request.url).toString()).toBe(request.url);
					expect(request.qs).toBeUndefined();
				},
			),
		);
	});

	it('uses whole seconds of 10 digits and a nonce of 22 to 44 base64url characters', () => {
		const { headers } = signed({ url: '/v1/me' });
		expect(headers['KH-Timestamp']).toBe('1700000000');
		expect(headers['KH-Nonce']).toMatch(/^[A-Za-z0-9_-]{22,44}$/);
	});

	it('takes a new nonce and overwrites its own headers when called on its own output', () => {
		const first = signed({ method: 'POST', url: '/v1/orders', qs: { a: [1, 2] }, body: { b: 1 } });
		const lowerCase = Object.fromEntries(
			Object.entries(first.headers).map(([name, value]) => [name.toLowerCase(), value]),
		);
		const second = signed({ ...first, headers: lowerCase }, 1_700_000_100_000);
		expect(second.url).toBe(first.url);
		expect(second.body).toEqual(first.body);
		expect(second.headers['KH-Nonce']).not.toBe(first.headers['KH-Nonce']);
		expect(second.headers['KH-Signature']).toBe(expectedSignature(second));
		expect(
			Object.keys(second.headers)
				.map((name) => name.toLowerCase())
				.sort(),
		).toEqual(['content-type', 'kh-key', 'kh-nonce', 'kh-signature', 'kh-timestamp']);
	});

	it('keeps the legacy shape of the HTTP Request node and disables redirects in both shapes', () => {
		const request = signed({
			uri: 'https://www.kernelhost.com/cp/kh_reseller_api/v1/products',
			qs: { ids: ['a', 'b'] },
			qsStringifyOptions: { arrayFormat: 'repeat' },
			followRedirect: true,
		});
		expect(request.uri).toBe(
			'https://www.kernelhost.com/cp/kh_reseller_api/v1/products?ids=a&ids=b',
		);
		expect(request.url).toBeUndefined();
		expect(request).toMatchObject({
			disableFollowRedirect: true,
			followRedirect: false,
			followAllRedirects: false,
			maxRedirects: 0,
		});
	});

	it('sends no body with GET, and none for an empty object, as n8n does', () => {
		expect(signed({ method: 'GET', url: '/v1/me', body: { a: 1 } }).body).toBeUndefined();
		expect(signed({ method: 'POST', url: '/v1/orders', body: {} }).body).toBeUndefined();
	});

	it('signs the full path when the credential says so', () => {
		const root = { origin: 'https://www.kernelhost.com', path: '/cp/kh_reseller_api' };
		const url = new URL('https://www.kernelhost.com/cp/kh_reseller_api/v1/me?x=1');
		expect(signedPathOf(url, root, 'fullPath')).toBe('/cp/kh_reseller_api/v1/me?x=1');
		expect(signedPathOf(url, root, 'belowApiRoot')).toBe('/v1/me?x=1');
	});

	it.each([
		['another host', { url: 'https://evil.example/cp/kh_reseller_api/v1/me' }],
		['a subdomain', { url: 'https://x.www.kernelhost.com/cp/kh_reseller_api/v1/me' }],
		['another port', { url: 'https://www.kernelhost.com:444/cp/kh_reseller_api/v1/me' }],
		['plain http', { url: 'http://www.kernelhost.com/cp/kh_reseller_api/v1/me' }],
		['another path of the same host', { url: 'https://www.kernelhost.com/v1/me' }],
		['a sibling path', { url: 'https://www.kernelhost.com/cp/kh_reseller_apix/v1/me' }],
		['dots that leave the root', { url: '/../../v1/me' }],
		['a base URL elsewhere', { baseURL: 'https://evil.example', url: '/v1/me' }],
	])('never uses the secret for %s', (_, request) => {
		expect(() => signed(request)).toThrow(
			/can only be used for URLs below https:\/\/www\.kernelhost\.com/,
		);
	});

	it('treats "//host/path" as a path, not as another host', () => {
		const { origin } = new URL(signed({ url: '//evil.example/v1/me' }).url);
		expect(origin).toBe('https://www.kernelhost.com');
	});

	it.each([
		['a form', { form: { a: 1 } }],
		['multipart', { formData: { a: 1 } }],
		[
			'a form by its content type',
			{ headers: { 'content-type': 'multipart/form-data' }, body: 'x' },
		],
		['URL search parameters', { body: new URLSearchParams('a=1') }],
		['a stream', { body: { pipe: () => undefined } }],
	])('rejects %s with a clear error', (_, extra) => {
		expect(() => signed({ method: 'POST', url: '/v1/orders', ...extra })).toThrow(
			/accepts JSON only/,
		);
	});

	it.each([
		['a malformed key ID', { keyId: 'kh_live_abc' }, /Key ID .* malformed/],
		['an empty secret', { secret: ' ' }, /Secret .* empty/],
		['a root without https', { apiRoot: 'http://kernelhost.com' }, /must start with https/],
		['a root that is not a URL', { apiRoot: 'kernelhost' }, /not a URL/],
		['a root with a password', { apiRoot: 'https://a:b@kernelhost.com' }, /must not contain/],
	])('rejects %s before anything is sent', (_, fields, message) => {
		expect(() => signRequest({ ...key, ...fields }, { url: '/v1/me' }, 0)).toThrow(message);
	});

	it('accepts plain http for localhost, and a root that ends in /v1', () => {
		const local = signRequest(
			{ ...key, apiRoot: 'http://127.0.0.1:8787/x/v1/' },
			{ url: '/v1/me' },
			0,
		);
		expect(local.url).toBe('http://127.0.0.1:8787/x/v1/me');
	});
});
