import { headerValue } from './headers';
import type { OutgoingRequest } from './outgoing';

/**
 * The exact bytes of a request's body, or nothing. An empty object is nothing, as in n8n's own helper.
 * @throws Error for bodies whose bytes are not known before they are sent (forms, multipart, streams)
 */
export function bodyBytes(request: OutgoingRequest): Buffer | undefined {
	refuseForms(request);
	const { body } = request;
	const method = (request.method ?? 'GET').toUpperCase();
	// axios sends no body with GET, so none may be signed.
	if (method === 'GET' || method === 'HEAD') return undefined;
	if (body === undefined || body === null || body === '') return undefined;
	if (Buffer.isBuffer(body)) return body.length > 0 ? body : undefined;
	if (body instanceof Uint8Array) return body.length > 0 ? Buffer.from(body) : undefined;
	if (typeof body === 'string') return Buffer.from(body, 'utf8');
	if (typeof body === 'object' && !Array.isArray(body) && Object.keys(body).length === 0) {
		return undefined;
	}
	return Buffer.from(JSON.stringify(body), 'utf8');
}

function refuseForms(request: OutgoingRequest): void {
	const { body } = request;
	const type = String(headerValue(request.headers, 'content-type') ?? '').toLowerCase();
	const isForm =
		hasContent(request.form) ||
		hasContent(request.formData) ||
		type.startsWith('multipart/') ||
		type.startsWith('application/x-www-form-urlencoded') ||
		body instanceof URLSearchParams ||
		isStreamOrForm(body);
	if (isForm) {
		throw new Error(
			'The KernelHost API takes JSON only, and a signature needs the exact bytes before they are sent: form, multipart and stream bodies cannot be signed. Send the body as JSON.',
		);
	}
}

function hasContent(value: unknown): boolean {
	return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}

function isStreamOrForm(body: unknown): boolean {
	if (typeof body !== 'object' || body === null || body instanceof Uint8Array) return false;
	return 'pipe' in body || 'getHeaders' in body || body instanceof FormData;
}
