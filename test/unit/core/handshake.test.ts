import { failedInHandshake, obstacleOf, TLS_CODES } from '../../../core/http/networkError';
import { mayBeDone, mayConnectNext, retryReason } from '../../../core/retry';

const broken = (code: string, secureConnecting?: boolean) => ({
	code,
	request: secureConnecting === undefined ? {} : { socket: { secureConnecting } },
});

describe('a TLS error', () => {
	it.each(['EPROTO', 'ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE'])(
		'%s is one of the handshake only where the socket says so',
		(code) => {
			expect(failedInHandshake(broken(code, true))).toBe(true);
			expect(failedInHandshake({ cause: { cause: broken(code, true) } })).toBe(true);
			// In the middle of a connection: a record that was changed on its way, or an answer of a
			// proxy in clear.
			expect(failedInHandshake(broken(code, false))).toBe(false);
			expect(failedInHandshake(broken(code))).toBe(false);
			expect(failedInHandshake({ code })).toBe(false);
			expect(mayBeDone({ kind: 'network', code })).toBe(true);
			expect(mayBeDone({ kind: 'network', code, inHandshake: true })).toBe(false);
			expect(mayConnectNext(code, true)).toBe(false);
		},
	);

	it.each(['ECONNRESET', 'ETIMEDOUT', 'EPIPE', undefined])('is not %s', (code) => {
		expect(failedInHandshake(broken(String(code), true))).toBe(false);
	});

	it.each([undefined, null, 'text', new Error('x')])('is not %p', (error) => {
		expect(failedInHandshake(error)).toBe(false);
	});

	it.each([...TLS_CODES])('%s was never sent, and no other attempt follows', (code) => {
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
		'%s, which may come after a request, leaves its outcome open',
		(code) => {
			expect(mayBeDone({ kind: 'network', code })).toBe(true);
			expect(obstacleOf(code, '', false)).toEqual({ words: 'the connection failed' });
		},
	);
});

it.each([
	['EPROTO', 'ssl3_get_record:wrong version number', 'what answers there does not speak TLS'],
	['ERR_SSL_PACKET_LENGTH_TOO_LONG', '', 'what answers there does not speak TLS'],
	['EPROTO', 'tlsv1 alert protocol version', 'no encrypted connection could be agreed on'],
	['ERR_SSL_UNSUPPORTED_PROTOCOL', '', 'no encrypted connection could be agreed on'],
])('%s "%s" is put into words', (code, message, words) => {
	expect(obstacleOf(code, message, true).words).toBe(words);
});
