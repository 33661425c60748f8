import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { KERNELHOST_ROOT, KILLB_ROOT } from '../shared/details';
import type { Service } from '../shared/journal';
import type { ActivePersonalities } from './index';
import { isObject, type Personality, type ReceivedRequest, type SentAnswer } from './personality';

/** What has personalities. */
interface HasPersonalities {
	readonly personalities: ActivePersonalities;
}

const ROOTS: Record<Service, string> = { kernelhost: KERNELHOST_ROOT, killb: KILLB_ROOT };

/** Translates requests into the sandbox's own form, before the service reads them. */
export function translateRequests(app: FastifyInstance, sandbox: HasPersonalities): void {
	// KillB's routes check a request by its schema before `preHandler`.
	app.addHook('preValidation', async (request) => translateOf('killb', request, sandbox));
	// KernelHost checks the signature of the bytes in its own `preValidation`.
	app.addHook('preHandler', async (request) => translateOf('kernelhost', request, sandbox));
}

function translateOf(service: Service, request: FastifyRequest, sandbox: HasPersonalities): void {
	if (request.journalEntry?.service !== service) return;
	const changes = sandbox.personalities.of(service).flatMap((one) => one.request ?? []);
	if (changes.length === 0) return;
	const body = jsonIn(request.rawBody.toString('utf8'));
	const received: ReceivedRequest = {
		method: request.method,
		path: pathOf(service, request),
		query: { ...(request.query as Record<string, unknown>) },
		body: isObject(body) ? body : undefined,
	};
	const given = received.body;
	for (const change of changes) change(received);
	request.query = received.query;
	if (received.body !== given) request.rawBody = Buffer.from(JSON.stringify(received.body));
}

/** Translates the sandbox's answers, before the journal records them. */
export function translateAnswers(app: FastifyInstance, sandbox: HasPersonalities): void {
	app.addHook('onSend', async (request, reply, payload) => {
		const service = request.journalEntry?.service;
		if (service === undefined) return payload;
		const changes = sandbox.personalities.of(service).flatMap((one) => one.answer ?? []);
		return changes.length === 0 ? payload : translated(service, request, reply, payload, changes);
	});
}

function translated(
	service: Service,
	request: FastifyRequest,
	reply: FastifyReply,
	payload: unknown,
	changes: ReadonlyArray<NonNullable<Personality['answer']>>,
): unknown {
	const isText = typeof payload === 'string' && payload !== '';
	const body = isText ? jsonIn(payload) : undefined;
	// A file, for example.
	if (body === undefined && payload !== undefined && payload !== null && payload !== '') {
		return payload;
	}
	const answer: SentAnswer = {
		method: request.method,
		path: pathOf(service, request),
		query: request.query as Record<string, unknown>,
		status: reply.statusCode,
		headers: Object.fromEntries(
			Object.entries(reply.getHeaders()).map(([name, value]) => [name, String(value)]),
		),
		body,
	};
	for (const change of changes) change(answer);
	reply.code(answer.status);
	for (const [name, value] of Object.entries(answer.headers)) reply.header(name, value);
	reply.removeHeader('content-length');
	if (answer.body === undefined) {
		reply.removeHeader('content-type');
		return null;
	}
	return JSON.stringify(answer.body);
}

function pathOf(service: Service, request: FastifyRequest): string {
	const [path = ''] = request.originalUrl.split('?');
	return path.slice(ROOTS[service].length);
}

/** undefined for anything but JSON */
function jsonIn(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}
