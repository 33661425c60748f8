import {
	type AnswerBody,
	AnswerOverdue,
	type LimitedAnswer,
	limitedAnswer,
	type StreamedAnswer,
} from '../../../core/http/response';
import { errorOfCredential, recordingError } from '../../../core/concurrency';
import { codedErrorBehind, type ErrorCode } from '../../../core/errors';
import { failedBeforeSending, type NotSent } from '../../../core/http/networkError';
import {
	type IExecuteFunctions,
	type IHookFunctions,
	type IHttpRequestOptions,
	type ILoadOptionsFunctions,
	type IPollFunctions,
	type IWebhookFunctions,
	NodeApiError,
} from 'n8n-workflow';
import { lowerCased } from '../../../core/http/headers';
import { Mask, secretsSentWith } from '../../../core/http/mask';
import { encodeForm } from '../../../core/http/multipart';
import type { ApiRequest, ExchangeRules } from './service';

/** No answer came, or nothing was sent. */
export class NoAnswer extends Error {
	/** the code of a credential's error */
	readonly errorCode: ErrorCode | undefined;
	/** whether the credential could not send it now, but may be able to soon */
	readonly isTransient: boolean;
	/** the wait that the service requested from the credential, in milliseconds */
	readonly retryAfterMs: number | undefined;
	readonly beforeSending: boolean;
	/** whether the answer exceeded its time limit; the message then says so */
	readonly isOverdue: boolean;

	/**
	 * @param code the network error's code, e.g. `ECONNREFUSED`; undefined when the credential
	 *   rejected the request
	 */
	constructor(
		message: string,
		readonly code: string | undefined,
		cause: unknown,
	) {
		super(message, { cause });
		this.isOverdue = cause instanceof AnswerOverdue;
		const coded: Partial<NotSent> = codedErrorBehind(cause) ?? {};
		this.errorCode = coded.errorCode;
		this.isTransient = coded.isTransient === true;
		this.retryAfterMs = coded.retryAfterMs;
		this.beforeSending = [cause, { code, message }].some(failedBeforeSending);
	}
}

/** Every n8n context from which a node may call an API. */
export type CallingContext =
	| IExecuteFunctions
	| ILoadOptionsFunctions
	| IHookFunctions
	| IPollFunctions
	| IWebhookFunctions;

/** An answer of any status, not yet classified. */
export interface RawAnswer {
	status: number;
	headers: Record<string, string>;
	body: AnswerBody;
	/** the body's original bytes, when a file was requested */
	bytes?: Buffer;
}

/** The largest answer that is read, in megabytes. A list page has some hundred kilobytes. */
export const MAXIMUM_ANSWER_MB = 20;

const BYTES = 1_000_000;

/**
 * n8n's own timeout ends a silent connection this long after the deadline, in case n8n does not
 * pass on the abort signal.
 */
const SPARE_MS = 1000;

/** The limits of an exchange. */
interface Allowance {
	/** from the first step, a login included, to the last byte of the answer */
	milliseconds: number;
	/** size of the answer, after decompression */
	megabytes: number;
	/** aborts it early */
	stop: AbortSignal | undefined;
}

/**
 * Sends one request through n8n's helper and the credential, and reads the answer as bytes, so that
 * it is limited and parsed in one place.
 *
 * An answer of any status is a result: only then do all versions of n8n behave alike. After a 401
 * the request is sent once more with `rejectedHeader`, within the same limits.
 * @throws NoAnswer
 */
export async function exchange(
	context: CallingContext,
	credential: string,
	request: ApiRequest,
	{ rejectedHeader, arrayFormat }: ExchangeRules,
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
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
		timeout: milliseconds + SPARE_MS,
	};
	const secrets = secretsSentWith(options);
	try {
		const answer = await limitedAnswer(
			async (close) => {
				options.abortSignal = close;
				const send = sender(context, credential, options, close);
				const first = await send();
				if (first.statusCode !== 401 || !rejectedHeader) return first;
				discard(first.body);
				options.headers = { ...options.headers, ...rejectedHeader };
				return await send();
			},
			{ milliseconds, bytes: megabytes * BYTES, stop: signal },
		);
		return rawAnswer(answer, { megabytes, isFile: request.file === true, secrets });
	} catch (error) {
		throw noAnswer(error, new Mask(secrets));
	}
}

/**
 * Returns a function that sends a request through n8n. n8n gets the same copy of the credential each
 * time, with the fields that are stored by then: the credential knows by the copy which token it has
 * sent.
 */
function sender(
	context: CallingContext,
	credential: string,
	options: IHttpRequestOptions,
	close: AbortSignal,
): () => Promise<StreamedAnswer> {
	const copy = {};
	const caller = Object.create(context, {
		getCredentials: {
			value: async (...given: Parameters<CallingContext['getCredentials']>) =>
				await recordingError(copy, async () =>
					Object.assign(copy, await context.getCredentials(...given)),
				),
		},
		// In an execution n8n uses its cancellation signal instead of the one in the options (n8n-core
		// 1.122 to 2.41, `httpRequestWithAuthentication`).
		...('getExecutionCancelSignal' in context
			? { getExecutionCancelSignal: { value: () => close } }
			: {}),
	}) as CallingContext;
	return async () => {
		try {
			const answer: unknown = await context.helpers.httpRequestWithAuthentication.call(
				caller,
				credential,
				options,
			);
			return answer as StreamedAnswer;
		} catch (error) {
			throw errorOfCredential(copy) ?? error;
		}
	};
}

/** Closes the connection of an answer that is not read. */
function discard(body: unknown): void {
	(body as { destroy?: () => unknown } | undefined)?.destroy?.();
}

interface HttpError {
	code?: unknown;
	message?: unknown;
}

function noAnswer(error: unknown, mask: Mask): NoAnswer {
	const { code, message } = sourceOf(error);
	const said = mask.text(String(message ?? error));
	return new NoAnswer(said, typeof code === 'string' ? code : undefined, error);
}

/**
 * Returns the error of the connection that n8n wrapped. n8n 1.102 to 2.33 keep only its code and its
 * message, and the code not always; without a code the request may have arrived.
 */
function sourceOf(error: unknown): HttpError {
	const { cause } = error as { cause?: unknown };
	if (cause !== undefined || !(error instanceof NodeApiError)) return (cause ?? error) as HttpError;
	const { httpCode, messages, message } = error;
	const isCode = httpCode !== null && /^[A-Z]/.test(httpCode);
	return { code: isCode ? httpCode : 'UNKNOWN', message: messages[0] ?? message };
}

/** Options for reading a body. */
interface Reading {
	megabytes: number;
	isFile: boolean;
	/** values to mask in the answer */
	secrets: ReadonlySet<unknown>;
}

/**
 * Reads an answer. Secrets that the service may quote are masked first; the bytes of a file stay as
 * they are.
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
 * Decodes a file's bytes only where they could be JSON or an HTML page, so a PDF is not decoded.
 */
function textIn(bytes: Buffer): string {
	return /^\s*[{[<"]/.test(bytes.subarray(0, 64).toString('latin1')) ? bytes.toString('utf8') : '';
}
