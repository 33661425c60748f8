import {
	type AnswerBody,
	AnswerOverdue,
	type LimitedAnswer,
	limitedAnswer,
	type StreamedAnswer,
} from '../../../core/http/response';
import { failedInHandshake, NotSent } from '../../../core/http/networkError';
import type {
	IDataObject,
	IExecuteFunctions,
	IHookFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';
import { lowerCased } from '../../../core/http/headers';
import { Mask, secretsSentWith } from '../../../core/http/mask';
import { encodeForm } from '../../../core/http/multipart';
import type { ApiRequest, ExchangeRules } from './service';

/** No answer came, or nothing was sent. */
export class NoAnswer extends Error {
	/** whether the credential could not send it, and may be able to in a moment */
	readonly isTransient: boolean;
	/** how long the service asked the credential to wait, in milliseconds */
	readonly retryAfterMs: number | undefined;
	readonly inHandshake: boolean;
	/** whether the answer took longer than it may; the message then says so */
	readonly isOverdue: boolean;

	/**
	 * @param code the network error's code, e.g. `ECONNREFUSED`; undefined when the credential
	 *   refused to send
	 */
	constructor(
		message: string,
		readonly code: string | undefined,
		cause: unknown,
	) {
		super(message, { cause });
		this.isOverdue = cause instanceof AnswerOverdue;
		const notSent = notSentBehind(cause);
		this.isTransient = notSent?.isTransient ?? false;
		this.retryAfterMs = notSent?.retryAfterMs;
		this.inHandshake = failedInHandshake(cause);
	}
}

/** n8n wraps what a credential throws, once or more. */
function notSentBehind(error: unknown): NotSent | undefined {
	let cause = error;
	for (let depth = 0; depth < 5 && cause instanceof Error; depth++) {
		if (cause instanceof NotSent) return cause;
		cause = cause.cause;
	}
	return undefined;
}

/** Every place of n8n from which a node may call an API. */
export type CallingContext =
	| IExecuteFunctions
	| ILoadOptionsFunctions
	| IHookFunctions
	| IWebhookFunctions;

/** An answer of any status, before anybody judged it. */
export interface RawAnswer {
	status: number;
	headers: Record<string, string>;
	body: AnswerBody;
	/** the same body as it came, when a file was asked for */
	bytes?: Buffer;
}

/** The largest answer that is read, in megabytes. A page of a list is some hundred kilobytes. */
export const MAXIMUM_ANSWER_MB = 20;

const BYTES = 1_000_000;

/**
 * How long n8n's own timeout lets a silent connection live after the deadline, where n8n should not
 * pass on that it is to be closed.
 */
const SPARE_MS = 1000;

/** What an exchange may take. */
interface Allowance {
	/** from the first step, a login included, to the last byte of the answer */
	milliseconds: number;
	/** of the answer, after decompression */
	megabytes: number;
	/** ends it early */
	stop: AbortSignal | undefined;
}

/**
 * Sends one request through n8n's helper and the credential, and reads the answer as bytes, so that
 * one place limits and parses it.
 *
 * After a 401 n8n renews the session and sends again. It drops the first answer unread: a few
 * kilobytes at most are received of it.
 * @throws NoAnswer
 */
export async function exchange(
	context: CallingContext,
	credential: string,
	request: ApiRequest,
	{ renewOn401, arrayFormat }: ExchangeRules,
	{ milliseconds, megabytes, stop: signal }: Allowance,
): Promise<RawAnswer> {
	const form = request.form && (await encodeForm(request.form));
	const body = form?.body ?? request.body;
	const options: IHttpRequestOptions = {
		method: request.method,
		url: request.path,
		headers: {
			Accept: 'application/json',
			...request.headers,
			...(form ? { 'Content-Type': form.contentType } : {}),
		},
		...(request.query ? { qs: request.query } : {}),
		...(arrayFormat ? { arrayFormat } : {}),
		...(body ? { body } : {}),
		returnFullResponse: true,
		encoding: 'stream',
		ignoreHttpStatusErrors: renewOn401 ? { ignore: true, except: [401] } : true,
		disableFollowRedirect: true,
		timeout: milliseconds + SPARE_MS,
	};
	let secrets: ReadonlySet<unknown> = new Set();
	try {
		const answer = await limitedAnswer(
			async (close) => {
				const sent = { ...options, abortSignal: close };
				secrets = secretsSentWith(sent);
				return await sendThroughN8n(context, credential, sent, close);
			},
			{ milliseconds, bytes: megabytes * BYTES, stop: signal },
		);
		return rawAnswer(answer, { megabytes, isFile: request.file === true, secrets });
	} catch (error) {
		throw noAnswer(error, new Mask(secrets));
	}
}

async function sendThroughN8n(
	context: CallingContext,
	credential: string,
	options: IHttpRequestOptions,
	close: AbortSignal,
): Promise<StreamedAnswer> {
	// In an execution n8n takes the signal of its cancellation in place of the one in the options
	// (n8n-core 2.41, `authentication.js`).
	const caller = Object.create(context, {
		...('getExecutionCancelSignal' in context
			? { getExecutionCancelSignal: { value: () => close } }
			: {}),
	}) as CallingContext;
	const answer: Promise<unknown> = context.helpers.httpRequestWithAuthentication.call(
		caller,
		credential,
		options,
	);
	return (await answer.catch((error: unknown) => {
		const inside = answerInside(error);
		if (inside) return inside;
		throw error;
	})) as StreamedAnswer;
}

interface HttpError {
	response?: { status?: number; headers?: IDataObject; data?: unknown };
	code?: unknown;
	message?: unknown;
}

/**
 * n8n throws for a 401; the answer is inside its error. An answer of any other status inside an
 * error is one that broke off: its status says 200, its body is not there, and taking it for an
 * answer would call an unknown outcome a success.
 */
function answerInside(error: unknown): StreamedAnswer | undefined {
	const { response } = sourceOf(error);
	if (response?.status !== 401 || !('data' in response)) return undefined;
	return { statusCode: 401, headers: response.headers ?? {}, body: response.data };
}

function noAnswer(error: unknown, mask: Mask): NoAnswer {
	const { code, message } = sourceOf(error);
	const said = mask.text(String(message ?? error));
	return new NoAnswer(said, typeof code === 'string' ? code : undefined, error);
}

function sourceOf(error: unknown): HttpError {
	const { cause } = error as { cause?: unknown };
	return (cause ?? error) as HttpError;
}

/** What else a body is read by. */
interface Reading {
	megabytes: number;
	isFile: boolean;
	/** what must come back in no answer */
	secrets: ReadonlySet<unknown>;
}

/**
 * Nothing of what a service answers is read before the secrets that it may quote are masked; the
 * bytes of a file stay.
 */
function rawAnswer(
	{ status, headers, bytes }: LimitedAnswer,
	{ megabytes, isFile, secrets }: Reading,
): RawAnswer {
	const mask = new Mask(secrets);
	const body: AnswerBody = bytes
		? mask.body(isFile ? textIn(bytes) : bytes.toString('utf8'))
		: { kind: 'tooLarge', megabytes };
	return {
		status,
		headers: mask.value(lowerCased(headers)) as Record<string, string>,
		body,
		...(isFile && bytes ? { bytes } : {}),
	};
}

/**
 * A file's bytes are only looked at as text where they could be JSON or a page: a PDF is not
 * decoded for nothing.
 */
function textIn(bytes: Buffer): string {
	return /^\s*[{[<"]/.test(bytes.subarray(0, 64).toString('latin1')) ? bytes.toString('utf8') : '';
}
