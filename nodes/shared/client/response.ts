import { obstacleOf } from '../../../core/http/networkError';
import { type AnswerBody, isSuccess } from '../../../core/http/response';
import { MAXIMUM_DEPTH } from '../../../core/json';
import { type FailureKind as Kind, mayBeDone } from '../../../core/retry';
import type { Answer, ApiRequest, Service } from './service';
import { apiError, type ErrorText } from '../errors/failure';
import { NoAnswer, type RawAnswer } from './transport';
import type { Explanation } from '../../../core/http/explanation';
import { QuotaExceeded } from '../../../core/rateLimiter';
import type { NodeApiError } from 'n8n-workflow';
import { aroundFirstLine, lines, sentences } from '../../../core/sentences';
import { duration } from '../../../core/time';
import type { RequestScope } from './scope';

/**
 * Explains a request that got no answer. Whether the service may have executed it is explained
 * elsewhere.
 */
export function explainNoAnswer(
	service: string,
	noAnswer: NoAnswer,
	{ timeoutMs }: Pick<ApiRequest, 'timeoutMs'> = {},
): ErrorText {
	const { code, message, beforeSending } = noAnswer;
	if (code === undefined) {
		// The credential rejected the request, or its login failed; its message says what to fix.
		return {
			code: noAnswer.errorCode ?? 'UNEXPECTED',
			message,
			description: '',
			httpCode: undefined,
			details: {},
		};
	}
	if (noAnswer.isOverdue) {
		return {
			code: 'ANSWER_OVERDUE',
			message: `${service} ${message}`,
			description:
				timeoutMs === undefined
					? `The connection was closed. If ${service} needs more time, increase Longest Answer in the credential (Adjust Limits).`
					: 'The connection was closed.',
			httpCode: undefined,
			details: { networkError: code },
		};
	}
	const { words, advice } = obstacleOf(code, message, beforeSending);
	const isBroken = mayBeDone({ kind: 'network', code, beforeSending });
	return {
		code: isBroken ? 'CONNECTION_BROKEN' : 'UNREACHABLE',
		message: isBroken
			? `The connection to ${service} was lost before a response arrived`
			: `Could not reach ${service}`,
		description: lines([
			sentences([
				words.replace(/^./, (first) => first.toUpperCase()),
				advice ?? 'Check n8n’s network connection and the URL in the credential.',
			]),
			`Code: ${code}`,
		]),
		httpCode: undefined,
		details: { networkError: code },
	};
}

/** Explains a success answer that can't become an item; undefined for every other body. */
export function unreadAnswer(
	service: string,
	status: number,
	body: AnswerBody,
	isFile = false,
): ErrorText | undefined {
	const problem = problemOf(body);
	if (problem === undefined) return undefined;
	const advice = isFile
		? 'If the file is supposed to be this large, increase Largest File in the credential (Adjust Limits).'
		: 'Request less data at once, such as one page of a list.';
	return {
		code: 'ANSWER_TOO_LARGE',
		message: `${service}’s response is ${problem}`,
		description: lines([
			`The response was discarded. ${advice} If it should be small, it did not come from ${service}: check the URL in the credential, and n8n’s proxy.`,
			`HTTP ${status}`,
		]),
		httpCode: String(status),
		details: { httpCode: String(status) },
	};
}

function problemOf(body: AnswerBody): string | undefined {
	if (body.kind === 'tooLarge') return `larger than ${body.megabytes} MB`;
	return body.kind === 'tooDeep' ? `nested more than ${MAXIMUM_DEPTH} levels deep` : undefined;
}

/** Explains a request that was not sent because the limit, such as a daily quota, is used up. */
export function limitUsedUp(service: string, waitMs: number): ErrorText {
	return {
		code: 'LIMIT_USED_UP',
		message: `${service}’s rate limit is used up`,
		description: `Try again once the limit resets. If ${service} raises it, n8n picks that up within a minute.`,
		httpCode: '429',
		details: { httpCode: '429', retryAfterSeconds: Math.ceil(waitMs / 1000) },
	};
}

/** Returns the advice for a write whose outcome is unknown, as a sentence or more. */
function unknownOutcome(service: string, request: ApiRequest): string {
	const key = request.headers?.['Idempotency-Key'];
	// For a custom API request it is unknown whether the endpoint honours a key.
	if (key !== undefined && request.repeatable) {
		return `${service} may or may not have processed this request. Retry it with the same idempotency key (${key}): Retry in the executions list does that. If it was processed, you get the first response, and nothing happens twice.`;
	}
	const externalId = request.body?.externalId;
	if (typeof externalId === 'string') {
		return `${service} may or may not have processed this request. Check there for the external ID ${externalId}, or retry it with the same external ID: Retry in the executions list does that.`;
	}
	return `${service} may or may not have processed this request. Check there before you run it again.`;
}

/** One attempt of a request. */
export interface Attempt {
	/** the answer, of any status, or the reason why there is none */
	outcome: RawAnswer | NoAnswer | QuotaExceeded;
	/** the wait that the server requests, in milliseconds */
	retryAfterMs: number | undefined;
	/** when the rate limiter admitted it, by a monotonic clock */
	admittedAt: number;
	/** milliseconds in the queue behind this instance's other requests */
	queuedMs: number;
	/** Unix times in milliseconds, by this machine's clock */
	sentAt: number;
	receivedAt: number;
	/** the clock offset in its timestamp */
	usedOffset: number;
}

/** A failed attempt: its kind, and its explanation. */
export class Failed {
	constructor(
		readonly kind: Kind,
		readonly failure: ErrorText,
		/** the vendor's error; undefined where no answer came */
		readonly explanation?: Explanation,
	) {}
}

/** Returns the answer of a successful attempt. */
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

/** Statuses that may come without a body (RFC 9110, 15.3). */
const WITHOUT_BODY = new Set([202, 204, 205]);

/**
 * Whether a success answer has a usable body. A proxy also answers 200, with its own page or an
 * empty body; both services answer with JSON, with a few exceptions at KillB.
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
	// A read may return an empty list; an order that returns one leaves open whether it was executed.
	return method === 'GET' || mayBeEmpty === true || hasRecord(body.value);
}

/** Whether an answer has a non-empty object, which can be the result of a write. */
function hasRecord(value: unknown): boolean {
	if (Array.isArray(value)) return value.some(hasRecord);
	return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}

/**
 * Whether the service says that an earlier request with the same key is still in progress. Neither
 * vendor documents that answer: 425 and a conflict with these words are usual (IETF draft on the
 * Idempotency-Key header).
 */
function isInProgress(status: number, body: RawAnswer['body']): boolean {
	if (status === 425) return true;
	if (status !== 409 || body.kind !== 'json') return false;
	return /in[ _-]?progress|being processed|still processing|concurrent/i.test(
		JSON.stringify(body.value).slice(0, 2000),
	);
}

/** Returns the failure of an attempt without a usable answer. */
export function failureOf(service: Service, request: ApiRequest, { outcome }: Attempt): Failed {
	if (outcome instanceof QuotaExceeded) {
		return new Failed(
			{ kind: 'notSent', isTransient: false },
			limitUsedUp(service.name, outcome.waitMs),
		);
	}
	if (outcome instanceof NoAnswer) {
		const { code, isTransient, beforeSending } = outcome;
		return new Failed(
			code === undefined
				? { kind: 'notSent', isTransient }
				: { kind: 'network', code, beforeSending },
			explainNoAnswer(service.name, outcome, request),
		);
	}
	const { status, headers, body } = outcome;
	const unread = isSuccess(status)
		? unreadAnswer(service.name, status, body, request.file)
		: undefined;
	if (unread) return new Failed({ kind: 'answer', status }, unread);
	const explanation = service.explain(status, headers, body, request);
	const { details, ...words } = explanation;
	const reason = typeof details.reason === 'string' ? details.reason : undefined;
	return new Failed(
		{ kind: 'answer', status, reason, isInProgress: isInProgress(status, body) },
		{ ...words, httpCode: String(status), details: { ...details } },
		explanation,
	);
}

/** A request that is not retried any more. */
interface FinalFailure {
	failed: Failed;
	/** the wait that the service requested, in milliseconds */
	retryAfterMs: number | undefined;
	/** whether an earlier attempt of it may have been executed */
	mayBeDoneBefore: boolean;
	attempts: { count: number; milliseconds: number };
	/** the result of signing again with the server's time */
	clock: string | undefined;
}

/** Builds the final error of a request: what happened, whether anything was done, what to do. */
export function finalError(
	scope: RequestScope,
	itemIndex: number,
	request: ApiRequest,
	{ failed, retryAfterMs, mayBeDoneBefore, attempts, clock }: FinalFailure,
): NodeApiError {
	const { name } = scope.service;
	const { failure, kind } = failed;
	const isRead = request.method === 'GET' || request.changesNothing === true;
	const isUnknown = !isRead && (mayBeDoneBefore || mayBeDone(kind));
	const nothingChanged = kind.kind !== 'answer' && !isUnknown ? 'Nothing was changed.' : '';
	const key = request.headers?.['Idempotency-Key'];
	return apiError(
		scope.context.getNode(),
		{
			...failure,
			code: isUnknown ? 'OUTCOME_UNKNOWN' : failure.code,
			description: aroundFirstLine(failure.description, {
				before: [
					isUnknown ? unknownOutcome(name, request) : nothingChanged,
					mayBeDoneBefore && !mayBeDone(kind) ? 'An earlier attempt got no response.' : '',
				],
				after: [
					clock,
					retryAfterMs === undefined ? '' : resetTime(name, retryAfterMs),
					attempts.count > 1
						? `The request was sent ${attempts.count} times in ${duration(attempts.milliseconds)}.`
						: '',
				],
			}),
			details: {
				...(isUnknown ? { cause: failure.code } : {}),
				...failure.details,
				...(key === undefined ? {} : { idempotencyKey: key }),
				...(attempts.count > 1 ? { attempts: attempts.count } : {}),
			},
		},
		itemIndex,
	);
}

function resetTime(service: string, waitMs: number): string {
	if (waitMs < 1000) return '';
	const time = new Date(Date.now() + waitMs).toISOString().replace(/\.\d+/, '');
	return `${service} asks to wait ${duration(waitMs)}, until ${time}.`;
}
