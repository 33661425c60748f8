import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { takeAnswer } from './faultAnswers';
import { answerWithoutEnd } from './shared/endless';
import type { Fault } from './shared/faults';
import type { SandboxState } from './state';

declare module 'fastify' {
	interface FastifyRequest {
		/** The failure that this request meets. */
		fault: Fault | null;
	}
}

/** Lets requests meet the faults that the control API asked for, before the service sees them. */
export function meetFaults(
	app: FastifyInstance,
	sandbox: Pick<SandboxState, 'faults' | 'journal' | 'timers'>,
): void {
	app.decorateRequest('fault', null);

	// What is rejected for the rate limit or the token (both before this) has not met the fault.
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

	// After the body was read, so that the journal has it.
	app.addHook('preValidation', async (request, reply) => {
		const { fault } = request;
		if (fault === null) return;
		switch (fault.kind) {
			case 'status':
				// Nothing here: what goes out is put in its place below.
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

/** Puts a fault in the place of the service's answer, or of none. Before the journal, which records what goes out. */
export function replaceAnswers(app: FastifyInstance): void {
	app.addHook('onSend', async (request, reply, payload) => {
		const { fault } = request;
		return fault?.kind === 'status' ? takeAnswer(fault, request, reply) : payload;
	});
}

/** Breaks connections in place of the answer or in the middle of it. After the journal, which records what the service answered. */
export function breakAnswers(app: FastifyInstance): void {
	// With a callback, which is not called: nothing more is to be sent.
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

/** An answer without a body has no middle: it is lost whole. */
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
	// Once it is on its way: destroying a socket drops what it has not written.
	reply.raw.write(half, () => request.raw.socket.destroy());
}
