import { startSandbox, type Sandbox } from '../../../sandbox';
import { ipAllowed } from '../../../sandbox/kernelhost/authentication';
import { signature, signed, type SignedRequest } from './client';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(() => sandbox.state.reset());

const now = () => Math.floor(Date.now() / 1000);

test('the signatures that openssl and Python computed for kernelhost.md 3', () => {
	const secret = 'X'.repeat(32);
	const nonce = '000102030405060708090a0b0c0d0e0f';
	expect(signature(secret, ['GET', '/v1/products', '1700000000', nonce, ''])).toBe(
		'd1f1ed5824f5addad3a8400a592830fc999df72310e730ca30559d5739cae2e8',
	);
	const body = '{"product_id":42,"billing_cycle":"monthly"}';
	expect(signature(secret, ['POST', '/v1/orders', '1700000000', nonce, body])).toBe(
		'e7c6180a7809d7ac984b449af63e40cd43860fe1cde581acc8695be73f61b452',
	);
});

test('health needs no signature, and everything else does, unknown paths included', async () => {
	const none = { headers: { 'KH-Key': undefined } };
	expect((await signed(sandbox, 'GET', '/v1/health', none)).status).toBe(200);
	for (const path of ['/v1/me', '/v1/products', '/v1/orders/1', '/v1/nothing', '/v1/orders/%']) {
		expect((await signed(sandbox, 'GET', path, none)).data.reason).toBe('missing_headers');
	}
});

test('a signed request is accepted, and its query is signed byte by byte as sent', async () => {
	for (const path of [
		'/v1/products',
		'/v1/services?limit=3&page=2',
		'/v1/services?limit=3&x=%2F+a%20b%zz',
	]) {
		expect((await signed(sandbox, 'GET', path)).status).toBe(200);
	}
	const sorted = await signed(sandbox, 'GET', '/v1/services?page=1&limit=3', {
		signedPath: '/v1/services?limit=3&page=1',
	});
	expect(sorted.data.reason).toBe('signature_mismatch');
});

const nonce = (text: string): SignedRequest => ({ nonce: text });
const rejections: Array<[string, string, () => SignedRequest]> = [
	...['KH-Key', 'KH-Timestamp', 'KH-Nonce', 'KH-Signature'].map(
		(name): [string, string, () => SignedRequest] => [
			`${name} left out`,
			'missing_headers',
			() => ({ headers: { [name]: undefined } }),
		],
	),
	[
		'a key in lower case',
		'bad_key',
		() => ({ headers: { 'KH-Key': `kh_live_${'a'.repeat(32)}` } }),
	],
	[
		'a key that is too short',
		'bad_key',
		() => ({ headers: { 'KH-Key': `kh_live_${'A'.repeat(31)}` } }),
	],
	['a timestamp in milliseconds', 'bad_timestamp', () => ({ timestamp: Date.now() })],
	[
		'a timestamp with a sign',
		'bad_timestamp',
		() => ({ headers: { 'KH-Timestamp': '+170000000' } }),
	],
	['a timestamp 310 s old', 'timestamp_out_of_window', () => ({ timestamp: now() - 310 })],
	['a timestamp 310 s ahead', 'timestamp_out_of_window', () => ({ timestamp: now() + 310 })],
	['a nonce of 21 characters', 'bad_nonce', () => nonce('n'.repeat(21))],
	['a nonce of 45 characters', 'bad_nonce', () => nonce('n'.repeat(45))],
	['a nonce in plain base64', 'bad_nonce', () => nonce('abcdefghijklmnopqrstu+/=')],
	[
		'a signature in upper case',
		'bad_signature',
		() => ({ headers: { 'KH-Signature': 'A'.repeat(64) } }),
	],
	[
		'a signature of 63 digits',
		'bad_signature',
		() => ({ headers: { 'KH-Signature': 'a'.repeat(63) } }),
	],
	['another secret', 'signature_mismatch', () => ({ secret: 'x' })],
	[
		'the full path signed',
		'signature_mismatch',
		() => ({ signedPath: '/cp/kh_reseller_api/v1/products' }),
	],
	['a body that was not signed', 'signature_mismatch', () => ({ raw: '{}', signedBody: '' })],
	[
		'an unknown key',
		'unknown_or_locked_key',
		() => ({ headers: { 'KH-Key': `kh_live_${'0'.repeat(32)}` } }),
	],
];

test.each(rejections)('%s is rejected as %s', async (_what, reason, request) => {
	const answer = await signed(sandbox, 'GET', '/v1/products', request());
	expect([answer.status, answer.data.reason]).toEqual([401, reason]);
	expect(answer.headers['content-type']).toMatch('application/problem+json');
	expect(answer.data).toMatchObject({
		type: 'https://www.kernelhost.com/en/reseller-api/errors/auth_failed',
		status: 401,
		request_id: answer.headers['x-request-id'],
	});
});

test('nonces of 22 and of 44 characters are accepted', async () => {
	for (const length of [22, 44]) {
		expect((await signed(sandbox, 'GET', '/v1/me', nonce('-'.repeat(length)))).status).toBe(200);
	}
});

test('a nonce works once, and again after 600 seconds', async () => {
	const use = async (timestamp: number) =>
		await signed(sandbox, 'GET', '/v1/me', { nonce: 'n'.repeat(22), timestamp });
	expect((await use(now())).status).toBe(200);
	expect((await use(now())).data.reason).toBe('replay_detected');
	sandbox.state.update('clock', { offsetSeconds: 590 });
	expect((await use(now() + 590)).data.reason).toBe('replay_detected');
	sandbox.state.update('clock', { offsetSeconds: 602 });
	expect((await use(now() + 602)).status).toBe(200);
});

test('a forged request does not use up the nonce that it copied', async () => {
	const nonce = 'f'.repeat(22);
	expect((await signed(sandbox, 'GET', '/v1/me', { nonce, secret: 'x' })).status).toBe(401);
	expect((await signed(sandbox, 'GET', '/v1/me', { nonce })).status).toBe(200);
});

test('a moved clock moves the window, and the Date header shows by how much', async () => {
	sandbox.state.update('clock', { offsetSeconds: 3600 });
	const late = await signed(sandbox, 'GET', '/v1/me');
	expect(late.data.reason).toBe('timestamp_out_of_window');
	const seen = Math.round(Date.parse(String(late.headers['date'])) / 1000) - now();
	expect(Math.abs(seen - 3600)).toBeLessThan(60);
	expect((await signed(sandbox, 'GET', '/v1/me', { timestamp: now() + seen })).status).toBe(200);
});

test('the full path is signed if the vendor’s prose is taken literally', async () => {
	sandbox.state.update('signing', { signedPath: 'fullPath' });
	expect((await signed(sandbox, 'GET', '/v1/me')).data.reason).toBe('signature_mismatch');
	const full = await signed(sandbox, 'GET', '/v1/me', { signedPath: '/cp/kh_reseller_api/v1/me' });
	expect(full.status).toBe(200);
});

test('a locked key and a foreign IP address have different errors', async () => {
	sandbox.state.update('key', { locked: true });
	expect((await signed(sandbox, 'GET', '/v1/me')).data.reason).toBe('unknown_or_locked_key');
	sandbox.state.update('key', { locked: false, allowedIps: ['10.0.0.0/8'] });
	expect((await signed(sandbox, 'GET', '/v1/me')).data.reason).toBe('ip_not_allowed');
	sandbox.state.update('key', { allowedIps: ['10.0.0.0/8', '127.0.0.0/8'] });
	expect((await signed(sandbox, 'GET', '/v1/me')).status).toBe(200);
});

test('the whitelist supports IPv4, IPv6 and single addresses', () => {
	expect(ipAllowed('192.0.2.9', ['192.0.2.0/24'])).toBe(true);
	expect(ipAllowed('192.0.3.9', ['192.0.2.0/24'])).toBe(false);
	expect(ipAllowed('2001:db8::1', ['2001:db8::/32'])).toBe(true);
	expect(ipAllowed('2001:db9::1', ['2001:db8::/32', '192.0.2.1'])).toBe(false);
	expect(ipAllowed('192.0.2.1', ['192.0.2.1'])).toBe(true);
});

test('a missing scope is 403 forbidden_scope, whatever the object', async () => {
	sandbox.state.update('scopes', { scopes: ['read:products'] });
	expect((await signed(sandbox, 'GET', '/v1/products')).status).toBe(200);
	expect((await signed(sandbox, 'GET', '/v1/me')).status).toBe(200);
	const wanting: Array<[string, string]> = [
		['GET', '/v1/orders/1'],
		['POST', '/v1/orders'],
		['GET', '/v1/services'],
		['GET', '/v1/services/5001'],
		['GET', '/v1/services/5001/credentials'],
		['POST', '/v1/services/5001/actions'],
		['GET', '/v1/billing/balance'],
		['GET', '/v1/billing/invoices'],
		['GET', '/v1/billing/invoices/9001/pdf'],
		['GET', '/v1/webhooks'],
		['PUT', '/v1/webhooks'],
	];
	for (const [method, path] of wanting) {
		const { status, data } = await signed(sandbox, method, path);
		expect([status, data.reason, data.type]).toEqual([
			403,
			'missing_scope',
			'https://www.kernelhost.com/en/reseller-api/errors/forbidden_scope',
		]);
	}
});
