import { makeSafeForItems, MAXIMUM_DEPTH, parseJson } from '../json';

/** An answer of n8n's HTTP helper with `encoding: 'stream'` and `returnFullResponse`. */
export interface StreamedAnswer {
	statusCode: number;
	headers?: object;
	/** decompressed; already parsed where n8n itself mocks the service, as in its evaluations */
	body: unknown;
}

/** An answer that was read completely or up to the limit. */
export interface LimitedAnswer {
	status: number;
	headers: object;
	/** undefined where the body is larger than the limit */
	bytes: Buffer | undefined;
}

/** Limits of one exchange. */
interface ExchangeLimits {
	/** from the first step, such as a login, to the last byte of the answer */
	milliseconds: number;
	/** bytes of the body after decompression */
	bytes: number;
	/** ends the exchange early */
	stop?: AbortSignal | undefined;
}

/**
 * An exchange that exceeded its time limit. Whether the service executed the request is unknown.
 * The message begins with the verb: the caller adds the subject.
 */
export class AnswerOverdue extends Error {
	/** takes the place of a network error's code */
	readonly code = 'ANSWER_OVERDUE';

	constructor(milliseconds: number) {
		super(`did not finish its response within ${inSeconds(milliseconds)}`);
	}
}

function inSeconds(milliseconds: number): string {
	const seconds = milliseconds / 1000;
	return seconds === 1 ? '1 second' : `${seconds} seconds`;
}

/**
 * Sends a request and reads its answer within fixed limits. The timeout of n8n's helper restarts
 * with each byte, and the helper accepts a body of any size (n8n-core 2.41, `@n8n/backend-network`,
 * `maxContentLength: Infinity`).
 * @param send starts the exchange; it closes the connection when the signal aborts
 * @throws AnswerOverdue; any error of `send` or of the connection
 */
export async function limitedAnswer(
	send: (close: AbortSignal) => Promise<StreamedAnswer>,
	{ milliseconds, bytes, stop }: ExchangeLimits,
): Promise<LimitedAnswer> {
	const closing = new AbortController();
	const close = () => closing.abort();
	const deadline = AbortSignal.timeout(milliseconds);
	let giveUp = (): void => undefined;
	const overdue = new Promise<never>((_, reject) => {
		giveUp = () => reject(new AnswerOverdue(milliseconds));
	});
	deadline.addEventListener('abort', giveUp, { once: true });
	stop?.addEventListener('abort', close, { once: true });
	if (stop?.aborted) close();
	try {
		return await Promise.race([answered(send, closing.signal, bytes), overdue]);
	} finally {
		deadline.removeEventListener('abort', giveUp);
		stop?.removeEventListener('abort', close);
		close();
	}
}

async function answered(
	send: (close: AbortSignal) => Promise<StreamedAnswer>,
	closing: AbortSignal,
	limit: number,
): Promise<LimitedAnswer> {
	const { statusCode, headers, body } = await send(closing);
	return { status: statusCode, headers: headers ?? {}, bytes: await read(body, closing, limit) };
}

function bytesOf(body: unknown): Buffer {
	if (Buffer.isBuffer(body)) return body;
	if (body === undefined || body === null) return Buffer.alloc(0);
	return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body), 'utf8');
}

/** The part of Node's Readable that is used here. */
type Body = AsyncIterable<Uint8Array> & { destroy(): unknown };

function isStream(body: unknown): body is Body {
	return typeof body === 'object' && body !== null && Symbol.asyncIterator in body;
}

/**
 * Reads a body up to the limit.
 * @returns undefined for a larger body, whose connection is closed
 */
async function read(
	body: unknown,
	closing: AbortSignal,
	limit: number,
): Promise<Buffer | undefined> {
	if (!isStream(body)) return bytesOf(body);
	const close = () => body.destroy();
	closing.addEventListener('abort', close, { once: true });
	if (closing.aborted) close();
	const chunks: Uint8Array[] = [];
	let length = 0;
	try {
		// Leaving the loop early destroys the stream, and with it the connection.
		for await (const chunk of body) {
			length += chunk.length;
			if (length > limit) return undefined;
			chunks.push(chunk);
		}
	} finally {
		closing.removeEventListener('abort', close);
	}
	return Buffer.concat(chunks, length);
}

/**
 * A body by its real kind. Proxies answer with HTML or an empty body where the API would send JSON.
 */
export type AnswerBody =
	| { kind: 'json'; value: unknown }
	| { kind: 'html'; title: string }
	| { kind: 'text'; text: string }
	| { kind: 'empty' }
	/** larger than the limit; nothing of it is kept */
	| { kind: 'tooLarge'; megabytes: number }
	/** JSON that is nested too deeply for n8n */
	| { kind: 'tooDeep' };

/**
 * Bounded, and never across the next tag, so that a page of repeated `<title` is not rescanned from
 * each of them.
 */
const TITLE = /<title(?:\s[^<>]{0,200})?>([^<]{1,200})/i;
const SHOWN_CHARACTERS = 300;

/**
 * Reads a body by its content rather than its content type: a proxy's page may be labelled JSON,
 * and JSON may have no label. Never throws.
 */
export function readBody(text: string): AnswerBody {
	const trimmed = text.trim();
	if (trimmed === '') return { kind: 'empty' };
	const parsed = parseJson(trimmed);
	if (parsed.ok) {
		return makeSafeForItems(parsed.value)
			? { kind: 'json', value: parsed.value }
			: { kind: 'tooDeep' };
	}
	if (/^<(!doctype|html|head|body)\b/i.test(trimmed)) {
		return { kind: 'html', title: (TITLE.exec(trimmed)?.[1] ?? '').trim() };
	}
	return { kind: 'text', text: trimmed };
}

/** Describes a body that is not the API's JSON, in one sentence for an error. */
export function describeForeignBody(body: AnswerBody): string {
	switch (body.kind) {
		case 'html':
			return `The response is a web page${body.title ? ` ("${body.title}")` : ''} from a proxy, a firewall or another site, not the API’s JSON.`;
		case 'text':
			return `The response is not JSON: "${body.text.slice(0, SHOWN_CHARACTERS)}".`;
		case 'empty':
			return 'The response has no body.';
		case 'json':
			return 'The response is JSON, but not in the format that the API documents.';
		case 'tooLarge':
			return `The response is larger than ${body.megabytes} MB and was not read completely.`;
		case 'tooDeep':
			return `The response is JSON with more than ${MAXIMUM_DEPTH} levels of nesting, which n8n can’t process.`;
	}
}

/**
 * Whether a status is any 2xx: the vendors do not document which ones they use (killb.md 11.12).
 */
export function isSuccess(status: number): boolean {
	return status >= 200 && status < 300;
}

/** Whether a status is a redirect, which no signature, token or password follows. */
export function isRedirect(status: number): boolean {
	return status >= 300 && status < 400;
}
