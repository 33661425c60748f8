import { createHash, createHmac, randomBytes } from 'node:crypto';
import axios, { type AxiosResponse } from 'axios';
import type { Sandbox } from '../../../sandbox';

/** Any JSON response. */
export type Answer = AxiosResponse;

export interface SignedRequest {
	body?: unknown;
	/** Sent in place of the JSON of `body`. */
	raw?: string;
	idempotencyKey?: string;
	/** Sent in place of the correct header; undefined omits the header. */
	headers?: Record<string, string | undefined>;
	timestamp?: number;
	nonce?: string;
	secret?: string;
	/** Signed in place of the requested path. */
	signedPath?: string;
	/** Signed in place of the sent body. */
	signedBody?: string;
	/** Cancels the request. */
	signal?: AbortSignal;
}

/** The signature of kernelhost.md 3, in hex. */
export function signature(secret: string, parts: [string, string, string, string, string]): string {
	const [method, path, timestamp, nonce, body] = parts;
	const hash = createHash('sha256').update(body).digest('hex');
	return createHmac('sha256', secret)
		.update([method, path, timestamp, nonce, hash].join('\n'))
		.digest('hex');
}

/** Sends one request to the sandbox's KernelHost API; `path` starts with `/v1`. */
export async function signed(
	{ details }: Sandbox,
	method: string,
	path: string,
	request: SignedRequest = {},
): Promise<Answer> {
	const body = request.raw ?? (request.body === undefined ? '' : JSON.stringify(request.body));
	const timestamp = String(request.timestamp ?? Math.floor(Date.now() / 1000));
	const nonce = request.nonce ?? randomBytes(16).toString('hex');
	const headers: Record<string, string | undefined> = {
		'KH-Key': details.keyId,
		'KH-Timestamp': timestamp,
		'KH-Nonce': nonce,
		'KH-Signature': signature(request.secret ?? details.secret, [
			method,
			request.signedPath ?? path,
			timestamp,
			nonce,
			request.signedBody ?? body,
		]),
		'Content-Type': body === '' ? undefined : 'application/json',
		'Idempotency-Key': request.idempotencyKey,
		...request.headers,
	};
	return await send(method, details.kernelhost + path, body, headers, request.signal);
}

/** Places an order with a new Idempotency-Key. */
export async function order(sandbox: Sandbox, body: unknown, key = randomBytes(8).toString('hex')) {
	return await signed(sandbox, 'POST', '/v1/orders', { body, idempotencyKey: key });
}

export const ORDER = { product_id: 42, billing_cycle: 'monthly' };

/** Sends one request to the sandbox's KillB API; `path` starts after `/api/v2`. */
export async function killb(
	{ details }: Sandbox,
	method: string,
	path: string,
	{
		body,
		token,
		headers,
	}: { body?: unknown; token?: string; headers?: Record<string, string> } = {},
): Promise<Answer> {
	return await send(
		method,
		`${details.killb}/api/v2${path}`,
		body === undefined ? '' : JSON.stringify(body),
		{
			Authorization: token === undefined ? undefined : `Bearer ${token}`,
			'Content-Type': body === undefined ? undefined : 'application/json',
			...headers,
		},
	);
}

/** Sends a form to the sandbox's KillB API, encoded by Node's own fetch. */
export async function killbForm(
	{ details }: Sandbox,
	path: string,
	form: FormData,
	token: string,
): Promise<Answer> {
	const encoded = new Response(form);
	return await send(
		'POST',
		`${details.killb}/api/v2${path}`,
		Buffer.from(await encoded.arrayBuffer()),
		{
			Authorization: `Bearer ${token}`,
			'Content-Type': encoded.headers.get('content-type') ?? undefined,
		},
	);
}

export async function logIn(
	sandbox: Sandbox,
): Promise<{ accessToken: string; refreshToken: string }> {
	const { email, password } = sandbox.details;
	const answer = await killb(sandbox, 'POST', '/auth/login', { body: { email, password } });
	return answer.data;
}

export async function control(
	{ details }: Sandbox,
	method: string,
	path: string,
	body?: unknown,
): Promise<Answer> {
	return await send(
		method,
		details.control + path,
		body === undefined ? '' : JSON.stringify(body),
		{
			'Content-Type': 'application/json',
		},
	);
}

async function send(
	method: string,
	url: string,
	body: string | Buffer,
	headers: Record<string, string | undefined>,
	signal?: AbortSignal,
): Promise<Answer> {
	return await axios.request({
		...(signal ? { signal } : {}),
		method,
		url,
		headers: Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined)),
		...(body.length === 0 ? {} : { data: Buffer.from(body) }),
		responseType: 'arraybuffer',
		transformResponse: (data: Buffer) => {
			try {
				return JSON.parse(data.toString('utf8')) as unknown;
			} catch {
				return data;
			}
		},
		validateStatus: () => true,
		proxy: false,
	});
}
