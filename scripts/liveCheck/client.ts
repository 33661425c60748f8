import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { IDataObject, IHttpRequestOptions, INode, NodeApiError } from 'n8n-workflow';
import { signWithCredential } from '../../core/kernelhost/authenticate';
import { attachSession, renewSession } from '../../core/killb/credential';
import { KernelHostApi } from '../../credentials/KernelHostApi.credentials';
import { KillBApi } from '../../credentials/KillBApi.credentials';
import { kernelHostClient } from '../../nodes/KernelHost/service';
import { killBClient } from '../../nodes/KillB/service';
import type { ApiRequest } from '../../nodes/shared/client/service';
import type { CallingContext } from '../../nodes/shared/client/transport';
import { type Attempt, problemOf } from '../../nodes/shared/connection/attempt';
import type { AnswerLog } from './record';

/** A check stops here, whatever a service answers. */
const MOST_REQUESTS = 60;

/** Pause between two requests: far below the documented limits, also for a burst of checks. */
export const PACE_MS = 250;

export interface ClientOptions {
	/** milliseconds between two requests */
	paceMs?: number;
	log?: AnswerLog;
}

type Query = Record<string, string | number | string[]>;

/** Reads from one service, with the client and the credential of the nodes. */
export interface LiveClient {
	/** the credential's fields; a change counts from the next request on */
	readonly fields: IDataObject;
	read(path: string, query?: Query, rest?: Pick<ApiRequest, 'file'>): Promise<Attempt>;
}

type Sent = IHttpRequestOptions & { abortSignal?: AbortSignal };

/** Sends a request without following redirects, as the nodes have n8n do it. */
async function send({ method, url, headers, body, abortSignal }: Sent) {
	const isBytes = Buffer.isBuffer(body) || typeof body === 'string';
	const content = body === undefined || isBytes ? body : JSON.stringify(body);
	const answer = await fetch(url, {
		method: method ?? 'GET',
		headers: {
			...(isBytes || body === undefined ? {} : { 'content-type': 'application/json' }),
			...(headers as Record<string, string>),
		},
		redirect: 'manual',
		...(content === undefined ? {} : { body: content as string }),
		...(abortSignal ? { signal: abortSignal } : {}),
	});
	return {
		statusCode: answer.status,
		headers: Object.fromEntries(answer.headers),
		body: answer.body ? Readable.fromWeb(answer.body as never) : Readable.from([]),
	};
}

/** Attaches the session as n8n does: it renews it before the request, or once after a 401. */
async function sendToKillB(fields: IDataObject, options: Sent) {
	for (let attempt = 1; ; attempt++) {
		const copy = { ...fields };
		const renew = async () => {
			const renewed = await renewSession(copy, async (login) => await send(login));
			Object.assign(fields, renewed);
		};
		if (!copy.accessToken) {
			await renew();
			Object.assign(copy, fields);
		}
		const request = { ...options, headers: { ...options.headers } };
		const attached = await attachSession(copy, request, Date.now(), KILLB_FIELDS);
		const answer = await send(attached);
		if (answer.statusCode !== 401 || attempt > 1) return answer;
		answer.body.destroy();
		await renew();
	}
}

/** What the credential types say about their fields: which ones are masked in answers. */
const KERNELHOST_FIELDS = new KernelHostApi().properties;
const KILLB_FIELDS = new KillBApi().properties;

/** A context of n8n, as far as the nodes' client needs one. */
function contextOf(
	fields: IDataObject,
	sender: (options: Sent) => Promise<unknown>,
): CallingContext {
	const node = { id: 'live-check', name: 'Live check', typeVersion: 1, parameters: {} };
	return {
		// By its name the client recognises an n8n that is new enough.
		getExecutionContext: () => undefined,
		getNode: () => node as unknown as INode,
		getCredentials: async () => await Promise.resolve(fields),
		helpers: {
			httpRequestWithAuthentication: async (_type: string, options: Sent) => await sender(options),
		},
	} as unknown as CallingContext;
}

export function kernelHostLive(fields: IDataObject, options: ClientOptions = {}): LiveClient {
	const context = contextOf(fields, async (request) => {
		const headers = { ...request.headers };
		const signing = { ...request, headers };
		return await send(signWithCredential(fields, signing, Date.now(), KERNELHOST_FIELDS));
	});
	return clientOf(fields, kernelHostClient(context, 0).send, options);
}

export function killBLive(fields: IDataObject, options: ClientOptions = {}): LiveClient {
	const context = contextOf(fields, async (request) => await sendToKillB(fields, request));
	return clientOf(fields, killBClient(context, 0).send, options);
}

type Send = ReturnType<typeof kernelHostClient>['send'];

function clientOf(
	fields: IDataObject,
	sendRequest: Send,
	{ paceMs = PACE_MS, log }: ClientOptions,
): LiveClient {
	let count = 0;
	return {
		fields,
		read: async (path, query, rest = {}) => {
			if (++count > MOST_REQUESTS) throw new Error(`More than ${MOST_REQUESTS} requests`);
			if (count > 1) await sleep(paceMs);
			const request: ApiRequest = {
				...{ method: 'GET', path, repeatable: true, once: true, mayBeEmpty: true, ...rest },
				...(query ? { query } : {}),
			};
			const attempt: Attempt = await sendRequest(request).then(
				(answer) => ({ answer }),
				(error: NodeApiError) => ({ error }),
			);
			log?.add({ path, query: query ?? {} }, attempt);
			return attempt;
		},
	};
}

/** Says in a few words why a read failed. */
export function failureOf({ error }: Attempt): string {
	if (error === undefined) return 'no failure';
	const { httpCode } = problemOf(error);
	const status = httpCode === undefined ? '' : ` (HTTP ${String(httpCode)})`;
	return error.message.replace(/\.$/, '') + status;
}

/** The status of a failed read, as text; undefined without an answer. */
export function statusOf(attempt: Attempt): string | undefined {
	if (attempt.answer) return String(attempt.answer.status);
	return problemOf(attempt.error).httpCode as string | undefined;
}
