import * as fc from 'fast-check';
import {
	type FailureKind,
	mayBeDone,
	mayConnectNext,
	retryReason,
	type RetryRules,
	type Request,
} from '../../../core/retry';

const READ: Request = { repeatable: true, isRead: true };
const KEYED: Request = { repeatable: true, isRead: false };
const UNKEYED: Request = { repeatable: false, isRead: false };

const KERNELHOST: RetryRules = { sessions: false, readsAfter500: false };
const KILLB: RetryRules = { sessions: true, readsAfter500: true };

const answer = (status: number, reason?: string): FailureKind => ({
	kind: 'answer',
	status,
	reason,
});
const network = (code: string): FailureKind => ({ kind: 'network', code });
const notSent = (isTransient: boolean): FailureKind => ({ kind: 'notSent', isTransient });

/**
 * The reason to retry each kind of request: name, failure, then read, keyed write, unkeyed write.
 */
type Row = [string, FailureKind, string | undefined, string | undefined, string | undefined];

const EVERYWHERE: Row[] = [
	['a 429', answer(429), 'limit', 'limit', 'limit'],
	['a 502', answer(502), 'outage', 'outage', undefined],
	['a 503', answer(503), 'outage', 'outage', undefined],
	['a 504', answer(504), 'outage', 'outage', undefined],
	['a 501', answer(501), undefined, undefined, undefined],
	['a 505', answer(505), undefined, undefined, undefined],
	['an unreadable success', answer(200), undefined, 'malformed', undefined],
	['an unreadable 299', answer(299), undefined, 'malformed', undefined],
	['a redirect', answer(302), undefined, undefined, undefined],
	...[400, 402, 403, 404, 408, 409, 410, 413, 422, 451].map(
		(status): Row => [`a ${status}`, answer(status), undefined, undefined, undefined],
	),
	['a nonce seen before', answer(401, 'replay_detected'), 'nonce', 'nonce', undefined],
	...['ECONNRESET', 'ETIMEDOUT', 'ECONNABORTED', 'EPIPE', 'ERR_BAD_RESPONSE', 'UNHEARD_OF'].map(
		(code): Row => [code, network(code), 'connection', 'connection', undefined],
	),
	...['ECONNREFUSED', 'EAI_AGAIN'].map(
		(code): Row => [code, network(code), 'connection', 'connection', 'connection'],
	),
	...['EHOSTUNREACH', 'ENETUNREACH'].flatMap((code): Row[] => [
		[code, network(code), 'connection', 'connection', undefined],
		[
			`${code} while connecting`,
			{ kind: 'network', code, beforeSending: true },
			...['connection', 'connection', 'connection'],
		] as Row,
	]),
	...[
		'ENOTFOUND',
		'CERT_HAS_EXPIRED',
		'DEPTH_ZERO_SELF_SIGNED_CERT',
		'SELF_SIGNED_CERT_IN_CHAIN',
		'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
		'ERR_TLS_CERT_ALTNAME_INVALID',
	].map((code): Row => [code, network(code), undefined, undefined, undefined]),
	['a login that failed temporarily', notSent(true), 'login', 'login', 'login'],
	['a login that was rejected', notSent(false), undefined, undefined, undefined],
];

const OF_KERNELHOST: Row[] = [
	...EVERYWHERE.filter(([, failure]) => failure.kind !== 'answer' || failure.reason === undefined),
	['a nonce seen before', answer(401, 'replay_detected'), 'nonce', 'nonce', undefined],
	['a 401', answer(401, 'signature_mismatch'), undefined, undefined, undefined],
	['a 500', answer(500), undefined, undefined, undefined],
];

const OF_KILLB: Row[] = [
	...EVERYWHERE.filter(([, failure]) => failure.kind !== 'answer' || failure.reason === undefined),
	['a 401 after the renewal', answer(401), 'session', 'session', 'session'],
	['a 500', answer(500), 'outage', undefined, undefined],
];

describe.each([
	['KernelHost', KERNELHOST, OF_KERNELHOST],
	['KillB', KILLB, OF_KILLB],
])('the retry decision of %s', (_, rules, rows) => {
	it.each(rows)('after %s: a read, a keyed and an unkeyed write', (_name, failure, ...expected) => {
		const decided = [READ, KEYED, UNKEYED].map((request) => retryReason(request, failure, rules));
		expect(decided).toEqual(expected);
	});
});

const failures: fc.Arbitrary<FailureKind> = fc.oneof(
	fc.integer({ min: 200, max: 599 }).map((status) => answer(status)),
	fc
		.constantFrom(
			'timestamp_out_of_window',
			'replay_detected',
			'signature_mismatch',
			'rate_limited',
		)
		.map((reason) => answer(401, reason)),
	fc
		.oneof(
			fc.string(),
			fc.constantFrom('ECONNRESET', 'ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT'),
		)
		.map(network),
	fc.boolean().map(notSent),
);
const rules = fc.record({ sessions: fc.boolean(), readsAfter500: fc.boolean() });

describe('a request that may have been processed', () => {
	it('is never retried without a key', () => {
		fc.assert(
			fc.property(failures, rules, (failure, given) => {
				fc.pre(mayBeDone(failure));
				expect(retryReason(UNKEYED, failure, given)).toBeUndefined();
			}),
			{ numRuns: 1000 },
		);
	});

	it('is any but a rejected or unsent one', () => {
		fc.assert(
			fc.property(fc.integer({ min: 200, max: 599 }), (status) => {
				expect(mayBeDone(answer(status))).toBe(status < 300 || status >= 500);
			}),
		);
		expect(mayBeDone(notSent(true))).toBe(false);
		expect(mayBeDone(network('ECONNRESET'))).toBe(true);
		expect(mayBeDone(network('ECONNREFUSED'))).toBe(false);
	});

	it('includes one that ended with an unknown network error', () => {
		fc.assert(
			fc.property(fc.string(), (code) => {
				const known = /^(ECONNREFUSED|ENOTFOUND|E[A-Z]+UNREACH|EAI_AGAIN)$|CERT|SIGNATURE/;
				fc.pre(!known.test(code));
				expect(mayBeDone(network(code))).toBe(true);
				expect(mayConnectNext(code)).toBe(true);
			}),
		);
	});
});

describe('an idempotency key', () => {
	it('allows every retry that is allowed without one', () => {
		fc.assert(
			fc.property(failures, rules, (failure, given) => {
				const without = retryReason(UNKEYED, failure, given);
				fc.pre(without !== undefined);
				expect(retryReason(KEYED, failure, given)).toBe(without);
			}),
		);
	});

	it('never causes a retry of a rejection: payment, permission, conflict', () => {
		fc.assert(
			fc.property(
				fc.constantFrom(400, 402, 403, 404, 409, 422),
				rules,
				fc.constantFrom(READ, KEYED, UNKEYED),
				(status, given, request) => {
					expect(retryReason(request, answer(status), given)).toBeUndefined();
				},
			),
		);
	});
});
