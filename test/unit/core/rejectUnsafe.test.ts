import { controlHeader } from '../../../core/http/headers';
import { type OutgoingRequest, rejectUnsafe } from '../../../core/http/request';

const check = (request: object) => () => rejectUnsafe(request as OutgoingRequest);

describe('a request', () => {
	it.each<[object, string]>([
		[{ proxy: 'http://127.0.0.1:3128' }, 'option "Proxy"'],
		[{ proxy: { host: '127.0.0.1', port: 3128 } }, 'option "Proxy"'],
		[{ proxy: new URL('http://127.0.0.1:3128') }, 'option "Proxy"'],
		[{ tunnel: true }, 'option "Proxy"'],
		[{ skipSslCertificateValidation: true }, 'option "Ignore SSL Issues"'],
		[{ skipSslCertificateValidation: 'true' }, 'option "Ignore SSL Issues"'],
		[{ rejectUnauthorized: false }, 'option "Ignore SSL Issues"'],
		[{ rejectUnauthorized: 0 }, 'option "Ignore SSL Issues"'],
		[{ rejectUnauthorized: null }, 'option "Ignore SSL Issues"'],
		[{ strictSSL: false }, 'option "Ignore SSL Issues"'],
		[{ insecure: true }, 'option "Ignore SSL Issues"'],
		[{ agentOptions: { ca: 'x' } }, 'option "SSL Certificates"'],
		[{ agentOptions: { rejectUnauthorized: false } }, 'option "SSL Certificates"'],
		[{ ca: 'x' }, 'option "SSL Certificates"'],
		[{ cert: 'x' }, 'option "SSL Certificates"'],
		[{ key: 'x' }, 'option "SSL Certificates"'],
		[{ pfx: Buffer.from('x') }, 'option "SSL Certificates"'],
		[{ auth: { username: 'a', password: 'b' } }, 'option "Authentication"'],
		[{ agent: { keepAlive: true } }, 'option "agent"'],
		[{ httpAgent: { keepAlive: true } }, 'option "httpAgent"'],
		[{ httpsAgent: { keepAlive: true } }, 'option "httpsAgent"'],
		[{ socketPath: '/var/run/docker.sock' }, 'option "socketPath"'],
		[{ beforeRedirect: 1 }, 'option "beforeRedirect"'],
		[{ transport: 'x' }, 'option "transport"'],
	])('with %j is rejected, and the error says what to remove', (members, what) => {
		expect(check(members)).toThrow(
			`Remove the ${what}: with it, a request with this credential could be read or changed on its way. Nothing was sent.`,
		);
	});

	it('with a custom DNS lookup function is rejected', () => {
		expect(check({ lookup: () => undefined })).toThrow('Remove the option "lookup"');
	});

	it('with the defaults of n8n’s HTTP Request node is accepted', () => {
		const always = {
			headers: { accept: '*/*' },
			method: 'GET',
			uri: 'https://a.example',
			gzip: true,
			rejectUnauthorized: true,
			followRedirect: true,
			followAllRedirects: true,
			maxRedirects: undefined,
			resolveWithFullResponse: true,
			timeout: 300_000,
			sendCredentialsOnCrossOriginRedirect: false,
			allowedDomains: undefined,
			encoding: null,
			json: false,
			useStream: true,
		};
		expect(check(always)).not.toThrow();
		const empty = { proxy: undefined, agentOptions: {}, skipSslCertificateValidation: undefined };
		expect(check({ ...empty, rejectUnauthorized: undefined, auth: undefined })).not.toThrow();
		expect(check({ proxy: '', skipSslCertificateValidation: false, auth: {} })).not.toThrow();
	});
});

describe('a header', () => {
	it.each([
		'Host',
		'host',
		'Connection',
		'Keep-Alive',
		'Transfer-Encoding',
		'TE',
		'Trailer',
		'Upgrade',
		'Expect',
		'Proxy-Authorization',
		'Proxy-Connection',
		'Forwarded',
		'X-Forwarded-Host',
		'X-Forwarded-For',
		'X-Forwarded-Proto',
		'x_forwarded_host',
		'X-Original-URL',
		'X-Rewrite-URL',
		'X-Host',
		'X-Real-IP',
		'X-HTTP-Method',
		'X-HTTP-Method-Override',
		'X-Method-Override',
		'Content-Length',
		'Content_Length',
	])('%s is rejected, because the request could be taken for another one', (name) => {
		expect(check({ headers: { [name]: 'x' } })).toThrow(
			`Remove the header "${name}": with it, a request with this credential could be read or changed on its way. Nothing was sent.`,
		);
	});

	it.each<[string, unknown]>([
		['X-A', 'a\r\nX-B: b'],
		['X-A', 'a\nb'],
		['X-A', 'a\u0000'],
		['X-A', ['a', 'b\rc']],
		['X-A\r\nX-B', 'x'],
		['X A', 'x'],
		['X-Ä', 'x'],
		['', 'x'],
	])('%j with the value %j is rejected', (name, value) => {
		expect(check({ headers: { [name]: value } })).toThrow(
			/^Remove the header "[^\r\n]*": its name or value has characters that no header may have, such as line breaks\. Nothing was sent\.$/,
		);
	});

	it.each<[unknown, unknown, boolean]>([
		[5, 'ünïc', false],
		[6, 'ünïc', true],
		['6', Buffer.from('ünïc'), true],
		[7, Buffer.from('ünïc'), false],
		[0, undefined, false],
		[7, { a: 1 }, false],
		['7x', { pipe: () => undefined }, false],
		[7, { pipe: () => undefined }, true],
	])('Content-Length %j of the body %p is accepted only if it is right', (length, body, ok) => {
		const checked = expect(check({ body, headers: { 'content-length': length } }));
		if (ok) checked.not.toThrow();
		else checked.toThrow('Remove the header "content-length"');
	});

	it.each(['Accept', 'Idempotency-Key', 'X-Request-Id', 'x-hostname', 'Cookie', 'X-Forward'])(
		'%s is accepted',
		(name) => {
			expect(check({ headers: { [name]: 'ü\tx', other: undefined } })).not.toThrow();
		},
	);
});

describe('an internal header between a node and its credential', () => {
	const header = controlHeader('x-n8n-test');
	const REJECTED =
		'Remove the header "x-n8n-test": it is reserved for the nodes of this package. Nothing was sent.';

	it('is understood by another copy of the package in the same n8n', () => {
		let other = controlHeader;
		jest.isolateModules(() => {
			({ controlHeader: other } = jest.requireActual<typeof import('../../../core/http/headers')>(
				'../../../core/http/headers',
			));
		});
		expect(other).not.toBe(controlHeader);
		expect(other('x-n8n-a').take(controlHeader('x-n8n-a').put('value'))).toBe('value');
	});

	it('is read once, regardless of case', () => {
		const headers: Record<string, unknown> = { a: 'b', ...header.put('a b') };
		expect(Object.keys(headers)).toContain('x-n8n-test');
		const [[, value] = []] = Object.entries(header.put('x'));
		expect(header.take({ 'X-N8N-Test': value })).toBe('x');
		expect(header.take(headers)).toBe('a b');
		expect(headers).toEqual({ a: 'b' });
		expect(header.take(headers)).toBeUndefined();
		expect(header.take(undefined)).toBeUndefined();
	});

	it.each(['a b', '', 7, null, ['x'], '00000000-0000-4000-8000-000000000000 a b'])(
		'is rejected with the value %j, which no node sets',
		(value) => {
			const headers = { 'X-N8n-Test': value };
			expect(() => header.take(headers)).toThrow(REJECTED);
			// n8n may call the credential once more, on the same headers.
			expect(() => header.take(headers)).toThrow(REJECTED);
		},
	);
});
