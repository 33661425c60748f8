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
 * The content type is JSON (or the like) but the body is not: n8n answers 422 and calls no node.
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
 * it can parse.
 */
export async function readAsN8nDoes(request: WebhookRequest, typeVersion: number): Promise<void> {
	const { contentType } = request;
	if (contentType?.startsWith('multipart/')) return;
	if (typeVersion === 1 || isParsable(contentType)) {
		await request.readRawBody();
		parseBody(request);
	}
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
	const text = rawBody.toString(encoding).replace(/^\uFEFF/, '');
	if (contentType === 'application/json') {
		try {
			request.body = jsonParse(text);
		} catch (error) {
			throw new UnprocessableBody('Failed to parse request body', { cause: error });
		}
	} else if (contentType === 'application/x-www-form-urlencoded') {
		request.body = Object.fromEntries(new URLSearchParams(text));
	} else if (contentType === 'text/plain') {
		request.body = rawBody.toString(encoding);
	}
}
