import { failedBeforeSending, obstacleOf, TLS_CODES } from '../../../core/http/networkError';
import { mayBeDone, mayConnectNext, retryReason } from '../../../core/retry';

const broken = (code: string, secureConnecting?: boolean) => ({
	code,
	request: secureConnecting === undefined ? {} : { socket: { secureConnecting } },
});

describe('a TLS error', () => {
	it.each(['EPROTO', 'ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE'])(
		'%s belongs to the handshake only if the socket says so',
		(code) => {
			expect(failedBeforeSending(broken(code, true))).toBe(true);
			expect(failedBeforeSending({ cause: { cause: broken(code, true) } })).toBe(true);
			// In the middle of a connection: a record changed in transit, or a plaintext answer of a
			// proxy.
			expect(failedBeforeSending(broken(code, false))).toBe(false);
			expect(failedBeforeSending(broken(code))).toBe(false);
			expect(failedBeforeSending({ code })).toBe(false);
			expect(mayBeDone({ kind: 'network', code })).toBe(true);
			expect(mayBeDone({ kind: 'network', code, beforeSending: true })).toBe(false);
			expect(mayConnectNext(code, true)).toBe(false);
		},
	);

	it.each(['ECONNRESET', 'ETIMEDOUT', 'EPIPE', undefined])('does not match %s', (code) => {
		expect(failedBeforeSending(broken(String(code), true))).toBe(false);
	});

	it.each([undefined, null, 'text', new Error('x')])('does not match %p', (error) => {
		expect(failedBeforeSending(error)).toBe(false);
	});

	it.each([...TLS_CODES])('%s means the request was not sent, and is not retried', (code) => {
		const failure = { kind: 'network', code } as const;
		expect(mayBeDone(failure)).toBe(false);
		for (const request of [
			{ repeatable: true, isRead: true },
			{ repeatable: false, isRead: false },
		]) {
			const rules = { sessions: true, readsAfter500: true };
			expect(retryReason(request, failure, rules)).toBeUndefined();
		}
		expect(obstacleOf(code, '', false).advice).toEqual(expect.any(String));
	});

	it.each(['ERR_TLS_RENEGOTIATION_DISABLED', 'ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC'])(
		'%s, which may follow a request, leaves its outcome unknown',
		(code) => {
			expect(mayBeDone({ kind: 'network', code })).toBe(true);
			expect(obstacleOf(code, '', false)).toEqual({ words: 'the connection failed' });
		},
	);
});

describe('a lost route', () => {
	it.each(['EHOSTUNREACH', 'ENETUNREACH'])(
		'%s came before anything was sent only if it is of connecting',
		(code) => {
			expect(failedBeforeSending({ cause: { code, syscall: 'connect' } })).toBe(true);
			expect(failedBeforeSending({ code, message: `connect ${code} 192.0.2.1:443` })).toBe(true);
			expect(failedBeforeSending({ code, errors: [{ code, syscall: 'connect' }] })).toBe(true);
			expect(failedBeforeSending({ code, syscall: 'read', message: `read ${code}` })).toBe(false);
			expect(failedBeforeSending({ code, syscall: 'write' })).toBe(false);
			expect(failedBeforeSending({ code })).toBe(false);
			expect(mayBeDone({ kind: 'network', code })).toBe(true);
			expect(mayBeDone({ kind: 'network', code, beforeSending: true })).toBe(false);
			expect(mayConnectNext(code, true)).toBe(true);
			expect(obstacleOf(code, '', true).words).toContain('no route');
		},
	);
});

it.each([
	['EPROTO', 'ssl3_get_record:wrong version number', 'the server does not use TLS'],
	['ERR_SSL_PACKET_LENGTH_TOO_LONG', '', 'the server does not use TLS'],
	['EPROTO', 'tlsv1 alert protocol version', 'the TLS handshake failed'],
	['ERR_SSL_UNSUPPORTED_PROTOCOL', '', 'the TLS handshake failed'],
])('%s "%s" has a description', (code, message, words) => {
	expect(obstacleOf(code, message, true).words).toBe(words);
});
