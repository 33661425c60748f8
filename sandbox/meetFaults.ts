import { constants, gzipSync } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { EndlessFlow, Fault } from './shared/faults';
import type { SandboxState } from './state';

declare module 'fastify' {
	interface FastifyRequest {
		/** The fault that this request meets. */
		fault: Fault | null;
	}
}

/** Applies the faults to requests, before the service sees them. */
export function meetFaults(
	app: FastifyInstance,
	sandbox: Pick<SandboxState, 'faults' | 'journal' | 'timers'>,
): void {
	app.decorateRequest('fault', null);

	// A request that was rejected for the rate limit or the token (both before this) has not met the
	// fault.
	app.addHook('preParsing', async (request, reply) => {
		const entry = request.journalEntry;
		if (entry === null) return;
		request.fault = sandbox.faults.take(entry.service, request.method, request.originalUrl) ?? null;
		if (request.fault !== null) {
			sandbox.journal.fill(entry, { fault: request.fault.kind });
		}
		if (request.fault?.kind !== 'resetUnread') return;
		reply.hijack();
		request.raw.socket.resetAndDestroy();
	});

	// After the body is read, so that the journal has it.
	app.addHook('preValidation', async (request, reply) => {
		const { fault } = request;
		if (fault === null) return;
		switch (fault.kind) {
			case 'status':
				// Nothing here: the answer is replaced below.
				return fault.carriedOut ? undefined : await reply.send();
			case 'delay':
				// By the sandbox's timers: after a reset the request must not reach the new data.
				return await new Promise<void>((resolve) => {
					sandbox.timers.after(fault.delayMs ?? 0, resolve);
				});
			case 'reset':
				request.raw.socket.destroy();
				return reply.hijack();
			case 'hang':
				return reply.hijack();
			case 'endless':
				return fault.carriedOut ? undefined : answerWithoutEnd(reply, fault.flow ?? 'drip');
			default:
				return;
		}
	});
}

/**
 * Replaces the service's answer with that of a fault. Runs before the journal, which records the
 * sent answer.
 */
export function replaceAnswers(app: FastifyInstance): void {
	app.addHook('onSend', async (request, reply, payload) => {
		const { fault } = request;
		return fault?.kind === 'status' ? takeAnswer(fault, request, reply) : payload;
	});
}

/**
 * Breaks connections instead of the answer or in the middle of it. Runs after the journal, which
 * records the service's answer.
 */
export function breakAnswers(app: FastifyInstance): void {
	// With a callback that is not called: nothing more must be sent.
	app.addHook('onSend', (request, reply, payload, done) => {
		const { kind, flow = 'drip' } = request.fault ?? {};
		if (kind === 'lostAnswer') breakOff(request, reply);
		else if (kind === 'cutAnswer') cut(request, reply, payload);
		else if (kind === 'endless') answerWithoutEnd(reply, flow);
		else done(null, payload);
	});
}

function breakOff(request: FastifyRequest, reply: FastifyReply): void {
	reply.hijack();
	request.raw.socket.destroy();
}

/** An answer without a body has no middle: all of it is lost. */
function cut(request: FastifyRequest, reply: FastifyReply, payload: unknown): void {
	const whole = Buffer.isBuffer(payload) ? payload : Buffer.from(String(payload ?? ''));
	if (whole.length === 0) {
		breakOff(request, reply);
		return;
	}
	for (const [name, value] of Object.entries(reply.getHeaders())) {
		if (value !== undefined) reply.raw.setHeader(name, value);
	}
	reply.hijack();
	reply.raw.writeHead(reply.statusCode, { 'content-length': whole.length });
	const half = whole.subarray(0, Math.floor(whole.length / 2));
	// Once it is sent: destroying a socket drops what it has not written.
	reply.raw.write(half, () => request.raw.socket.destroy());
}

const KERNELHOST_TYPES: Record<number, string> = {
	400: 'validation_failed',
	401: 'auth_failed',
	402: 'payment_required',
	403: 'forbidden_scope',
	404: 'not_found',
	409: 'idempotency_conflict',
	429: 'rate_limited',
};

/**
 * Gives a reply the status and the headers of a fault, and only the request id of the service's own
 * answer: rate-limit headers next to a fake 429 would contradict it.
 * @returns the body to send
 */
function takeAnswer(fault: Fault, request: FastifyRequest, reply: FastifyReply): string {
	for (const name of Object.keys(reply.getHeaders())) {
		if (name !== 'x-request-id') reply.removeHeader(name);
	}
	const { type, body } = answerOf(fault, request);
	reply.code(fault.status).type(type).headers(fault.headers);
	return body;
}

function answerOf(fault: Fault, { id }: FastifyRequest): { type: string; body: string } {
	const { service, status, body } = fault;
	if (typeof body === 'string') return { type: 'text/plain; charset=utf-8', body };
	const json = { type: 'application/json; charset=utf-8', body: JSON.stringify(body) };
	if (body !== undefined) return json;
	if (service === 'killb') return { ...json, body: JSON.stringify(killbBody(status)) };
	return {
		type: 'application/problem+json',
		body: JSON.stringify({
			type: `https://www.kernelhost.com/en/reseller-api/errors/${KERNELHOST_TYPES[status] ?? 'internal_error'}`,
			title: 'Fault',
			status,
			detail: `The sandbox was asked to answer ${status}.`,
			request_id: id,
		}),
	};
}

function killbBody(status: number): Record<string, unknown> {
	const message = [`The sandbox was asked to answer ${status}`];
	return status === 500
		? { statusCode: '500', message: ['Internal server error'] }
		: { errorCode: 'SANDBOX.FAULT', arguments: [], message, statusCode: String(status) };
}

const EACH_MS = 250;
/** A flood then only drips: a client without a limit must not use up this machine's memory. */
const FLOOD_BYTES = 64 * 1024 * 1024;
const PIECE = Buffer.alloc(64 * 1024, ' ');

/** The beginning of a compressed text of so many bytes that never ends. */
let compressed: Buffer | undefined;
/**
 * Continues a compressed text without adding to it (RFC 1951, 3.2.4: a stored block of length
 * zero).
 */
const EMPTY_BLOCK = Buffer.from([0, 0, 0, 0xff, 0xff]);

/** Sends an endless answer instead of a reply. It ends with its connection. */
function answerWithoutEnd(reply: FastifyReply, flow: EndlessFlow): void {
	reply.hijack();
	const { raw } = reply;
	const { socket } = raw;
	if (!socket) return;
	if (flow === 'headers') {
		socket.write('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n');
		drip(raw, () => socket.write('x-more: yes\r\n'));
		return;
	}
	raw.writeHead(200, {
		'content-type': 'application/json',
		...(flow === 'gzip' ? { 'content-encoding': 'gzip' } : {}),
	});
	if (flow === 'flood') {
		pour(raw, FLOOD_BYTES);
		return;
	}
	if (flow === 'gzip') raw.write(bomb());
	drip(raw, () => raw.write(flow === 'gzip' ? EMPTY_BLOCK : ' '));
}

function bomb(): Buffer {
	return (compressed ??= gzipSync(Buffer.alloc(FLOOD_BYTES, ' '), {
		level: 1,
		finishFlush: constants.Z_SYNC_FLUSH,
	}));
}

function pour(raw: FastifyReply['raw'], left: number): void {
	let rest = left;
	while (rest > 0) {
		rest -= PIECE.length;
		if (raw.write(PIECE)) continue;
		raw.once('drain', () => pour(raw, rest));
		return;
	}
	drip(raw, () => raw.write(' '));
}

function drip(raw: FastifyReply['raw'], piece: () => unknown): void {
	const timer = setInterval(piece, EACH_MS).unref();
	raw.once('close', () => clearInterval(timer));
}
