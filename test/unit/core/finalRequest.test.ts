import {
	bodyBytes,
	finalRequest,
	type OutgoingRequest,
	resolveUrl,
} from '../../../core/http/request';
import { headerValue, withHeaders, withoutHeaders } from '../../../core/http/headers';

const root = { origin: 'https://api.example', path: '/root' };
const resolved = (request: OutgoingRequest) => resolveUrl(request, root).toString();

describe('the final URL of a request', () => {
	it.each<[OutgoingRequest, string]>([
		[{ url: '/v1/me' }, '/v1/me'],
		[{ url: 'v1/me' }, '/v1/me'],
		[{ url: '///v1/me' }, '/v1/me'],
		[{ uri: '/v1/me' }, '/v1/me'],
		[{ url: '/v1/a', uri: '/v1/b' }, '/v1/a'],
		[{ url: '' }, '/'],
		[{}, '/'],
		[{ url: 'HTTPS://api.example/root/v1/me' }, '/v1/me'],
		[{ url: 'https://api.example/root' }, ''],
		[{ baseURL: 'https://api.example/root/', url: '/v1/me' }, '/v1/me'],
		[{ baseURL: 'https://api.example/root//', url: 'v1/me' }, '/v1/me'],
		[{ baseURL: '', url: '/v1/me' }, '/v1/me'],
		[{ baseURL: 7, url: '/v1/me' }, '/v1/me'],
		[{ baseURL: 'https://evil.example', url: 'https://api.example/root/v1/me' }, '/v1/me'],
		[{ url: '/v1/redirect?to=http://x' }, '/v1/redirect?to=http://x'],
		[{ url: '/v1/me#part' }, '/v1/me'],
		[{ url: '/v1/me', qs: { a: 1 } }, '/v1/me?a=1'],
		[{ url: '/v1/me?b=2', qs: { a: 1 } }, '/v1/me?b=2&a=1'],
		[{ url: '/v1/me?b=2', qs: {} }, '/v1/me?b=2'],
		[{ url: '/v1/me', qs: 'a=1' }, '/v1/me'],
		[{ url: '/v1/me', qs: null }, '/v1/me'],
		[{ url: '/v1/me', qs: { a: [1, 2] } }, '/v1/me?a%5B0%5D=1&a%5B1%5D=2'],
		[{ url: '/v1/me', qs: { a: [1, 2] }, arrayFormat: 'comma' }, '/v1/me?a=1,2'],
		[{ url: '/v1/me', qs: { a: [1, 2] }, useQuerystring: true }, '/v1/me?a=1&a=2'],
		[
			{ url: '/v1/me', qs: { a: [1] }, qsStringifyOptions: { arrayFormat: 'brackets' } },
			'/v1/me?a%5B%5D=1',
		],
		[{ url: '/v1/me', qs: { a: [1] }, qsStringifyOptions: {} }, '/v1/me?a%5B0%5D=1'],
	])('of %j is below the API root', (request, path) => {
		expect(resolved(request)).toBe(`https://api.example/root${path}`);
	});

	it.each([
		'https://api.example/rootx/v1',
		'https://api.example/',
		'https://api.example:444/root/v1',
		'http://api.example/root/v1',
		'data:text/plain,x',
		'../v1/me',
	])('rejects %j and names both URLs', (url) => {
		expect(() => resolved({ url })).toThrow(
			/^This credential can only be used for URLs below https:\/\/api\.example\/root, not for .+\. Nothing was sent\.$/,
		);
	});

	it.each([
		'/v1/x/../me',
		'/v1/x/%2e%2e/me',
		'/v1/%252e%252e',
		'/v1/..;/me',
		'/v1//me',
		'/v1\\me',
		'/v1/a%2fb',
		'/v1/a%5Cb',
		'/v1/a%252Fb',
		'/v1/me\n',
		'/v1/\tme',
		'/v1/%00',
		'/v1/%c0%ae',
	])('rejects the path %j, absolute, relative, or in a base URL', (path) => {
		const message =
			/^The path of the URL is ambiguous: ".+"\. Write it without dots, .+\. Nothing was sent\.$/s;
		expect(() => resolved({ url: `${path}/x` })).toThrow(message);
		expect(() => resolved({ uri: `https://api.example/root${path}/x` })).toThrow(message);
		expect(() => resolved({ baseURL: `https://api.example/root${path}/`, url: 'x' })).toThrow(
			message,
		);
	});

	it.each(['/v1/me?next=../..//%2f\\', '/v1/me#/../x', '/v1/me/', '/v1/a;b=c/d', '/v1/100%'])(
		'may be %j',
		(path) => {
			const { href } = new URL(`https://api.example/root${path}`);
			expect(resolved({ url: path })).toBe(href.split('#')[0]);
			expect(resolved({ url: `https://api.example/root${path}` })).toBe(href.split('#')[0]);
		},
	);

	it.each(['https://user@api.example/root/v1', 'https://:word@api.example/root/v1'])(
		'rejects a user name or password: %s',
		(url) => {
			expect(() => resolved({ url })).toThrow(
				'The URL must not contain a user name or a password.',
			);
		},
	);

	it('reads host:80 as a host and port, not as a scheme', () => {
		expect(() => resolved({ url: '1:80/x' })).not.toThrow();
		expect(resolved({ url: '1:80/x' })).toBe('https://api.example/root/1:80/x');
	});
});

describe('the bytes of a body', () => {
	const post = (body: unknown) => bodyBytes({ method: 'post', body })?.toString('utf8');

	it.each([
		[{ a: 'ü' }, '{"a":"ü"}'],
		['ü', 'ü'],
		[Buffer.from('x'), 'x'],
		[new Uint8Array([120, 121]), 'xy'],
		[[], '[]'],
		[[1], '[1]'],
		[0, '0'],
		[false, 'false'],
	])('of %p are its JSON, or the body itself', (body, text) => {
		expect(post(body)).toBe(text);
	});

	it.each([undefined, null, '', {}, Buffer.alloc(0), new Uint8Array(0)])(
		'are empty for %p',
		(body) => {
			expect(post(body)).toBeUndefined();
		},
	);

	it.each(['GET', 'get', 'HEAD', 'head', undefined])('are empty with the method %p', (method) => {
		const request = { body: { a: 1 }, ...(method === undefined ? {} : { method }) };
		expect(bodyBytes(request)).toBeUndefined();
	});

	it('are exactly the view’s part of a larger buffer', () => {
		const sealed = Buffer.from('abcdef');
		expect(post(new Uint8Array(sealed.buffer, sealed.byteOffset + 1, 2))).toBe('bc');
	});

	it.each<[string, OutgoingRequest]>([
		['form', { form: { a: 1 } }],
		['formData', { formData: { a: 1 } }],
		['multipart', { headers: { 'Content-Type': 'Multipart/form-data; x' }, body: 'x' }],
		['urlencoded', { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'x' }],
		['URLSearchParams', { body: new URLSearchParams() }],
		['FormData', { body: new FormData() }],
		['form package', { body: { getHeaders: () => ({}) } }],
		['stream', { body: { pipe: () => undefined } }],
	])('cannot be determined for a %s, and the error says so', (_, request) => {
		expect(() => bodyBytes({ method: 'POST', ...request })).toThrow(
			'The KernelHost API accepts JSON only. Form, multipart and stream bodies can’t be signed, because the signature needs the exact bytes in advance. Send the body as JSON.',
		);
	});

	it.each<[string, OutgoingRequest]>([
		['an empty form', { form: {}, formData: {}, body: 'x' }],
		['an invalid form', { form: 'a', formData: null, body: 'x' }],
		['text that names a form', { headers: { 'content-type': 'text/multipart/' }, body: 'x' }],
		[
			'another x-www',
			{ headers: { 'content-type': 'a/application/x-www-form-urlencoded' }, body: 'x' },
		],
	])('are accepted next to %s', (_, request) => {
		expect(bodyBytes({ method: 'POST', ...request })?.toString()).toBe('x');
	});

	it('of a Buffer are accepted although it looks like a stream', () => {
		const bytes = Object.assign(Buffer.from('x'), { pipe: () => undefined });
		expect(bodyBytes({ method: 'POST', body: bytes })).toBe(bytes);
	});
});

describe('headers', () => {
	it('are found regardless of case', () => {
		expect(headerValue({ 'X-Id': 1 }, 'x-ID')).toBe(1);
		expect(headerValue({ 'X-Id': undefined }, 'x-id')).toBeUndefined();
		expect(headerValue({ 'X-Idx': 1 }, 'x-id')).toBeUndefined();
		expect(headerValue({ undefined: 1 }, 'x-id')).toBeUndefined();
		expect(headerValue(undefined, 'x-id')).toBeUndefined();
	});

	it('are removed regardless of case', () => {
		expect(withoutHeaders({ 'X-Id': 1, 'x-ID': 2, 'x-id2': 3 }, ['y', 'x-iD'])).toEqual({
			'x-id2': 3,
		});
		expect(withoutHeaders(undefined, ['x-id'])).toEqual({});
	});

	it('replace those of the same name regardless of case, and keep the others', () => {
		expect(
			withHeaders({ 'x-id': 'old', 'X-ID': 'older', Accept: '*/*' }, { 'X-Id': 'new' }),
		).toEqual({
			'X-Id': 'new',
			Accept: '*/*',
		});
		expect(withHeaders(undefined, { a: 'b' })).toEqual({ a: 'b' });
	});
});

describe('the final request', () => {
	const url = new URL('https://api.example/root/v1/me?a=1');

	it('contains nothing that n8n still rewrites, and disables redirects in both shapes', () => {
		const request = {
			method: 'POST',
			url: '/x',
			baseURL: 'https://y',
			qs: { a: 1 },
			body: 'b',
			json: true,
			arrayFormat: 'repeat',
			qsStringifyOptions: {},
			useQuerystring: true,
			headers: { old: 1 },
		} as OutgoingRequest;
		expect(finalRequest(request, { url, headers: { new: 2 } })).toStrictEqual({
			method: 'POST',
			url: url.toString(),
			body: 'b',
			json: true,
			headers: { new: 2 },
			disableFollowRedirect: true,
			followRedirect: false,
			followAllRedirects: false,
			maxRedirects: 0,
		});
		expect(request).toHaveProperty('url', '/x');
	});

	it('contains only the known members in either shape', () => {
		const given = {
			method: 'POST',
			body: 'b',
			json: false,
			encoding: null,
			timeout: 5,
			allowedDomains: 'a',
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			abortSignal: 'signal',
			form: { a: 1 },
			formData: { b: 2 },
			resolveWithFullResponse: true,
			simple: false,
			useStream: true,
			gzip: true,
		};
		const more = {
			rejectUnauthorized: true,
			sendCredentialsOnCrossOriginRedirect: true,
			proxy: undefined,
			agentOptions: {},
			maxRedirects: 7,
			followRedirect: true,
			anything: 'else',
		};
		const final = finalRequest({ ...given, ...more, url: '/x' } as OutgoingRequest, {
			url,
			headers: {},
		});
		expect(final).toStrictEqual({
			...given,
			url: url.href,
			headers: {},
			disableFollowRedirect: true,
			followRedirect: false,
			followAllRedirects: false,
			maxRedirects: 0,
		});
	});

	it('keeps the legacy shape', () => {
		expect(finalRequest({ uri: '/x', url: '/y' }, { url, headers: {} })).toStrictEqual({
			uri: url.toString(),
			headers: {},
			disableFollowRedirect: true,
			followRedirect: false,
			followAllRedirects: false,
			maxRedirects: 0,
		});
	});
});
