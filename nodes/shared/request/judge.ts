import type { Explanation } from '../../../core/http/explanation';
import { isSuccess } from '../../../core/http/status';
import { LimitUsedUp } from '../../../core/pacing/pacer';
import type { Failure as Kind } from '../../../core/repeat/failure';
import type { Attempt } from './attempt';
import type { Answer, ApiRequest } from './client';
import type { Door } from './door';
import type { Failure } from '../errors/failure';
import type { RawAnswer } from './transport';
import { NoAnswer } from './noAnswer';
import { explainNoAnswer, limitUsedUp, unreadAnswer } from './unanswered';

/** A try that failed: of what kind, and in words. */
export class Failed {
	constructor(
		readonly kind: Kind,
		readonly failure: Failure,
		/** the vendor's refusal; undefined where no answer came */
		readonly explanation?: Explanation,
	) {}
}

/** The answer of a try that went well. */
export function answerOf(
	request: ApiRequest,
	{ outcome }: Attempt,
	attempts: number,
): Answer | undefined {
	if (!('status' in outcome) || !isUsable(request, outcome)) return undefined;
	const { status, headers, body, bytes } = outcome;
	return {
		status,
		headers,
		body: body.kind === 'json' ? body.value : undefined,
		...(bytes && body.kind === 'empty' ? { bytes } : {}),
		attempts,
	};
}

/** Statuses that say themselves that there is nothing more to read (RFC 9110, 15.3). */
const WITHOUT_BODY = new Set([202, 204, 205]);

/**
 * A proxy, too, answers 200, with a page of its own or with nothing; both services say of their answers that they are JSON, but
 * for a few of KillB's.
 */
function isUsable(
	{ method, mayBeEmpty, creates }: ApiRequest,
	{ status, body, bytes }: RawAnswer,
): boolean {
	if (!isSuccess(status)) return false;
	if (body.kind === 'empty') {
		if (creates === true) return false;
		return mayBeEmpty === true || WITHOUT_BODY.has(status) || (bytes?.length ?? 0) > 0;
	}
	if (body.kind !== 'json') return false;
	// Who reads an empty list has read; who ordered and is answered with one does not know what was done.
	return method === 'GET' || mayBeEmpty === true || hasRecord(body.value);
}

/** Whether an answer has an object with members, which can be the result of a write. */
function hasRecord(value: unknown): boolean {
	if (Array.isArray(value)) return value.some(hasRecord);
	return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}

/**
 * Whether the service says that an earlier request under the same key is still under way. Neither vendor documents how it would say so:
 * 425 and a conflict with these words are usual (IETF draft on the Idempotency-Key header).
 */
function isInProgress(status: number, body: RawAnswer['body']): boolean {
	if (status === 425) return true;
	if (status !== 409 || body.kind !== 'json') return false;
	return /in[ _-]?progress|being processed|still processing|concurrent/i.test(
		JSON.stringify(body.value).slice(0, 2000),
	);
}

/** What went wrong with a try that brought no answer to use. */
export function failureOf(door: Door, request: ApiRequest, { outcome }: Attempt): Failed {
	if (outcome instanceof LimitUsedUp) {
		return new Failed(
			{ kind: 'notSent', isTransient: false },
			limitUsedUp(door.service, outcome.waitMs),
		);
	}
	if (outcome instanceof NoAnswer) {
		const { code, isTransient, inHandshake } = outcome;
		return new Failed(
			code === undefined
				? { kind: 'notSent', isTransient }
				: { kind: 'network', code, inHandshake },
			explainNoAnswer(door.service, outcome, request),
		);
	}
	const { status, headers, body } = outcome;
	const unread = isSuccess(status)
		? unreadAnswer(door.service, status, body, request.file)
		: undefined;
	if (unread) return new Failed({ kind: 'answer', status }, unread);
	const explanation = door.explain(status, headers, body, request.advice);
	const { details, ...words } = explanation;
	const reason = typeof details.reason === 'string' ? details.reason : undefined;
	return new Failed(
		{ kind: 'answer', status, reason, isInProgress: isInProgress(status, body) },
		{ ...words, httpCode: String(status), details: { ...details } },
		explanation,
	);
}
