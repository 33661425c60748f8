import { skewHeader } from '../../../core/clockSkew';
import {
	checkKey,
	checkRoot,
	type KernelHostKey,
	signedHeaders,
	signingString,
	signRequest,
} from '../../../core/kernelhost/authenticate';
import { signatureOf, type Signed } from './signedRequest';

const NOW = 1_700_000_000_999;
const key: KernelHostKey = {
	keyId: `kh_live_${'A1'.repeat(16)}`,
	secret: ' s3cret ',
	apiRoot: 'https://api.example/root',
	signedPath: 'belowApiRoot',
};

const signed = (request: object, credential = key, ...rest: [((origin: string) => number)?]) =>
	signRequest(credential, request, NOW, ...rest) as unknown as Signed;

describe('a request to KernelHost', () => {
	it('is sent and signed with its method in capitals, GET by default', () => {
		for (const [method, out] of [
			['post', 'POST'],
			['Delete', 'DELETE'],
			[undefined, 'GET'],
		]) {
			const request = signed({ url: '/v1/x?a=1', ...(method ? { method } : {}) });
			expect(request.method).toBe(out);
			expect(request.headers['KH-Signature']).toBe(signatureOf(request, '/v1/x?a=1'));
			expect(request.headers['KH-Key']).toBe(key.keyId);
			expect(request.headers['KH-Timestamp']).toBe('1700000000');
		}
	});

	it.each([
		['/v1/x?page=1&limit=3', '/v1/x?limit=3&page=1'],
		['/v1/x?b=%20&a=2&b=1&a=1&ab', '/v1/x?a=2&a=1&ab&b=%20&b=1'],
		['/v1/x?b', '/v1/x?b'],
		['/v1/?a[]=1&b=0&a[]=2&a%5B%5D=3&%20=4', '/v1/?%20=4&a[]=1&a[]=2&a%5B%5D=3&b=0'],
		['/v1/?b=1&%E0=2&a=%E0', '/v1/?a=%E0&b=1&%E0=2'],
	])('sends and signs the query of %s in the order of its names', (url, sorted) => {
		const request = signed({ url });
		expect(request.url).toBe(key.apiRoot + sorted);
		expect(request.headers['KH-Signature']).toBe(signatureOf(request, sorted));
	});

	it('has the signature in capital digits if the credential says so', () => {
		const request = signed({ url: '/v1/x' }, { ...key, signatureDigits: 'upper' });
		expect(request.headers['KH-Signature']).toBe(signatureOf(request, '/v1/x').toUpperCase());
	});

	it('has the content type JSON, or its own, and none without a body', () => {
		const post = { method: 'POST', url: '/v1/x', body: { a: 1 } };
		expect(signed(post).headers['Content-Type']).toBe('application/json');
		const own = signed({ ...post, headers: { 'content-type': 'application/merge+json' } });
		expect(own.headers['Content-Type']).toBe('application/merge+json');
		expect(own.headers).not.toHaveProperty('content-type');
		const bare = signed({ method: 'POST', url: '/v1/x', body: {} });
		expect(bare.headers).not.toHaveProperty('Content-Type');
		expect(bare).not.toHaveProperty('body');
		expect(signed(post).body).toEqual(Buffer.from('{"a":1}'));
	});

	it('is not signed for the API’s health check, even with an invalid key', () => {
		const health = { method: 'get', url: '/v1/health?x=1', headers: { Accept: 'a' } };
		expect(signed(health, { ...key, keyId: 'wrong' })).toMatchObject({
			method: 'get',
			url: 'https://api.example/root/v1/health?x=1',
			headers: { Accept: 'a' },
			disableFollowRedirect: true,
		});
		expect(signed(health).headers).toEqual({ Accept: 'a' });
		expect(signed({ url: '/v1/healthy' }).headers).toHaveProperty('KH-Signature');
		expect(signed({ url: '/v1/v1/health' }).headers).toHaveProperty('KH-Signature');
	});

	it('is signed by the server’s clock', () => {
		const offset = (origin: string) => (origin === 'https://api.example' ? -3_600_000 : 7);
		const { headers } = signed({ url: '/v1/x' }, key, offset);
		expect(headers['KH-Timestamp']).toBe('1699996400');
	});

	it('is signed by the clock of the attempt, which is not sent', () => {
		const request = () => ({ url: '/v1/x', headers: skewHeader(60_000) });
		const { headers } = signed(request(), key, () => 7_000_000);
		expect(headers['KH-Timestamp']).toBe('1700000060');
		expect(Object.keys(headers).sort()).toEqual([
			'KH-Key',
			'KH-Nonce',
			'KH-Signature',
			'KH-Timestamp',
		]);
		expect(signed({ ...request(), url: '/v1/health' }).headers).toEqual({});
	});

	it('is signed over its full path if the credential says so', () => {
		const request = signed({ url: '/v1/x?a=1' }, { ...key, signedPath: 'fullPath' });
		expect(request.headers['KH-Signature']).toBe(signatureOf(request, '/root/v1/x?a=1'));
	});
});

describe('a KernelHost key', () => {
	it('is trimmed', () => {
		expect(checkKey({ ...key, keyId: ` ${key.keyId}\n` })).toEqual({
			keyId: key.keyId,
			secret: 's3cret',
		});
	});

	it.each([
		'',
		`kh_live_${'A'.repeat(31)}`,
		`kh_live_${'A'.repeat(33)}`,
		`kh_live_${'a'.repeat(32)}`,
		`kh_test_${'A'.repeat(32)}`,
		`xkh_live_${'A'.repeat(32)}`,
	])('rejects the ID %j', (keyId) => {
		expect(() => checkKey({ ...key, keyId })).toThrow(
			'The Key ID of the KernelHost credential is malformed: it must be "kh_live_" followed by 32 capital letters or digits. Copy it again from the customer portal, section "Reseller API".',
		);
	});

	it('requires a secret', () => {
		expect(() => checkKey({ ...key, secret: ' \n' })).toThrow(
			'The Secret of the KernelHost credential is empty. The portal shows it only once, when the key is created. If you lost it, rotate the key there.',
		);
	});

	it.each([
		['https://h/x/v1', '/x'],
		['https://h/v1/', ''],
		['https://h/v1/x', '/v1/x'],
		['https://h/xv1', '/xv1'],
		['https://h/v12', '/v12'],
	])('at %s is used below %j', (apiRoot, path) => {
		expect(checkRoot(apiRoot)).toEqual({ origin: 'https://h', path });
	});

	it('is used below its own API root, whichever root another key has', () => {
		for (const host of ['https://a', 'https://b', 'https://b', 'https://a']) {
			expect(checkRoot(`${host}/v1`)).toEqual({ origin: host, path: '' });
		}
	});

	it('names the field in the error about a wrong API root', () => {
		checkRoot('https://h');
		expect(() => checkRoot('h')).toThrow('The API Root of the credential is not a URL.');
	});
});

it('signs a missing body as an empty one', () => {
	const input = { method: 'GET', path: '/v1/x', timestamp: 1, nonce: 'n' };
	const empty = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
	expect(signingString(input)).toBe(`GET\n/v1/x\n1\nn\n${empty}`);
	expect(signingString({ ...input, body: Buffer.alloc(0) })).toBe(`GET\n/v1/x\n1\nn\n${empty}`);
});

it('uses another 128-bit nonce for each request', () => {
	const input = { method: 'GET', path: '/v1/x', timestamp: 1 };
	const nonces = Array.from(
		{ length: 1000 },
		() => signedHeaders({ keyId: 'k', secret: 's' }, input)['KH-Nonce'],
	);
	expect(new Set(nonces).size).toBe(1000);
	for (const nonce of nonces) expect(nonce).toMatch(/^[A-Za-z0-9_-]{22}$/);
});
