import type { IncomingHttpHeaders } from 'node:http';
import { Readable } from 'node:stream';
import { createGunzip, createInflate } from 'node:zlib';
import { jsonParse } from 'n8n-workflow';

/** What n8n adds to an express request (body-parser.js :: rawBodyReader). */
interface WebhookRequest extends Readable {
	method: string;
	headers: IncomingHttpHeaders;
	params: Record<string, string>;
	query: Record<string, string>;
	contentType: string | undefined;
	encoding: BufferEncoding;
	/**
	 * The received bytes, decompressed if they were gzip or deflate; undefined until they are read.
	 */
	rawBody?: Buffer;
	body?: unknown;
	readRawBody(): Promise<void>;
}

/**
 * The body is not what its content type says: n8n answers (422, or 400 to a form) and calls no node.
 */
export class UnprocessableBody extends Error {}

/**
 * A request as n8n's webhook server has it before a node is chosen: nothing read yet. Mirrors
 * body-parser.js :: rawBodyReader of the package `n8n`, without its size limit.
 */
export function webhookRequest(options: {
	method: string;
	headers: Record<string, string>;
	wireBody: Buffer;
}): WebhookRequest {
	const headers = Object.fromEntries(
		Object.entries(options.headers).map(([name, value]) => [name.toLowerCase(), value]),
	);
	const [contentType, ...parameters] = headers['content-type']?.split(';') ?? [];
	const charset = parameters.find((parameter) => /^\s*charset=/i.test(parameter))?.split('=')[1];
	const request = Object.assign(Readable.from([options.wireBody], { objectMode: false }), {
		method: options.method,
		headers,
		params: {},
		query: {},
		contentType: contentType?.toLowerCase(),
		encoding: (charset?.trim().toLowerCase() ?? 'utf-8') as BufferEncoding,
		async readRawBody() {
			if (!request.rawBody) request.rawBody = await readAll(request);
		},
	}) as WebhookRequest;
	return request;
}

async function readAll(request: WebhookRequest): Promise<Buffer> {
	const encoding = request.headers['content-encoding'];
	let stream: Readable = request;
	if (encoding === 'gzip') stream = request.pipe(createGunzip());
	else if (encoding === 'deflate') stream = request.pipe(createInflate());
	if (request.destroyed || !stream.readable) {
		throw new Error('Request body stream was aborted or is not readable');
	}
	const chunks: Buffer[] = [];
	for await (const chunk of stream) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks);
}

/**
 * What n8n does with the body once it knows the node (webhook-helpers.js :: parseRequestBody,
 * body-parser.js :: parseBody): it always reads it for node version 1, and for later ones only what
 * it can parse. A form is consumed, and leaves no raw body. It parses no XML here.
 * @throws UnprocessableBody where n8n answers by itself
 */
export async function readAsN8nDoes(request: WebhookRequest, typeVersion: number): Promise<void> {
	const { contentType } = request;
	if (contentType === 'multipart/form-data') {
		request.body = await readForm(request);
		return;
	}
	if (contentType?.startsWith('multipart/')) return;
	if (typeVersion === 1 || isParsable(contentType)) {
		await request.readRawBody();
		parseBody(request);
	}
}

/** n8n uses formidable, which rejects what is not closed by the boundary. */
async function readForm(request: WebhookRequest): Promise<object> {
	const text = (await readAll(request)).toString('latin1');
	const boundary = request.headers['content-type']?.split('boundary=')[1];
	if (boundary === undefined || !text.includes(`--${boundary}--`)) {
		throw new UnprocessableBody('The submitted form data could not be parsed.');
	}
	return { data: {}, files: {} };
}

function isParsable(contentType: string | undefined): boolean {
	if (!contentType) return false;
	return (
		contentType.startsWith('application/json') ||
		contentType.startsWith('text/plain') ||
		contentType.startsWith('application/x-www-form-urlencoded') ||
		contentType.endsWith('/xml') ||
		contentType.endsWith('+xml')
	);
}

function parseBody(request: WebhookRequest): void {
	const { rawBody, contentType, encoding } = request;
	if (!rawBody?.length) return;
	try {
		const text = rawBody.toString(encoding);
		const withoutMark = text.replace(/^\uFEFF/, '');
		if (contentType === 'application/json') {
			request.body = jsonParse(withoutMark);
		} else if (contentType === 'application/x-www-form-urlencoded') {
			request.body = Object.fromEntries(new URLSearchParams(withoutMark));
		} else if (contentType === 'text/plain') {
			request.body = text;
		}
	} catch (error) {
		throw new UnprocessableBody('Failed to parse request body', { cause: error });
	}
}
