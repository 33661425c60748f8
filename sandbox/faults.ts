import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { SandboxState } from './state';

/** A failure that the next matching requests meet in place of the service. */
export const faultSchema = z
	.object({
		service: z.enum(['kernelhost', 'killb']),
		method: z.string().min(1).optional(),
		/** a part of the path, e.g. `/v1/orders` */
		path: z.string().min(1).optional(),
		/**
		 * `status`: answers with it. `reset`: the connection breaks without an answer. `hang`: no answer ever comes.
		 * `lostAnswer`: the service carries the request out, and the connection breaks in place of its answer.
		 */
		kind: z.enum(['status', 'reset', 'hang', 'lostAnswer']).default('status'),
		status: z.number().int().min(200).max(599).default(500),
		headers: z.record(z.string()).default({}),
		/** sent as it is; an object as JSON. Default: what the service documents for the status */
		body: z.union([z.string(), z.record(z.unknown())]).optional(),
		/** how many requests it meets */
		times: z.number().int().positive().default(1),
		/** how many matching requests pass before it begins */
		after: z.number().int().nonnegative().default(0),
	})
	.strict();

export type Fault = z.infer<typeof faultSchema>;

/** The faults that are still to come, in the order in which they were asked for. */
export class Faults {
	private pending: Fault[] = [];

	add(faults: Fault[]): void {
		this.pending.push(...faults.map((fault) => ({ ...fault })));
	}

	/** Forgets them all, or those of one service. */
	clear(service?: string): void {
		this.pending = this.pending.filter(
			(fault) => service !== undefined && fault.service !== service,
		);
	}

	list(): Fault[] {
		return this.pending;
	}

	/** The fault that a request meets, if any; it is used up by that. */
	take(service: string, method: string, path: string): Fault | undefined {
		for (const fault of this.pending) {
			const matches =
				fault.service === service &&
				(fault.method === undefined || fault.method.toUpperCase() === method) &&
				(fault.path === undefined || path.includes(fault.path));
			if (!matches) continue;
			if (fault.after > 0) {
				fault.after -= 1;
				continue;
			}
			fault.times -= 1;
			if (fault.times === 0) this.pending = this.pending.filter((other) => other !== fault);
			return fault;
		}
		return undefined;
	}
}

declare module 'fastify' {
	interface FastifyRequest {
		/** The connection breaks in place of the answer. */
		losesAnswer: boolean;
	}
}

/** Lets requests meet the faults that the control API asked for, before the service sees them. */
export function meetFaults(app: FastifyInstance, state: SandboxState): void {
	app.decorateRequest('losesAnswer', false);
	// After the body was read, so that the journal has it.
	app.addHook('preValidation', async (request, reply) => {
		const entry = request.journalEntry;
		if (entry === null) return;
		const fault = state.faults.take(entry.service, request.method, request.originalUrl);
		if (fault === undefined) return;
		if (fault.kind === 'lostAnswer') {
			request.losesAnswer = true;
			return;
		}
		if (fault.kind !== 'status') {
			reply.hijack();
			if (fault.kind === 'reset') request.raw.socket.destroy();
			return;
		}
		return await reply
			.code(fault.status)
			.headers(fault.headers)
			.send(fault.body ?? documentedBody(entry.service, fault.status, request));
	});
	app.addHook('onSend', async (request: FastifyRequest, reply: FastifyReply, payload) => {
		if (!request.losesAnswer) return payload;
		reply.hijack();
		request.raw.socket.destroy();
		return payload;
	});
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

function documentedBody(service: string, status: number, request: FastifyRequest) {
	if (service === 'killb') {
		const message = [`The sandbox was asked to answer ${status}`];
		return status === 500
			? { statusCode: '500', message: ['Internal server error'] }
			: { errorCode: 'SANDBOX.FAULT', arguments: [], message, statusCode: String(status) };
	}
	const type = KERNELHOST_TYPES[status] ?? 'internal_error';
	return {
		type: `https://www.kernelhost.com/en/reseller-api/errors/${type}`,
		title: 'Fault',
		status,
		detail: `The sandbox was asked to answer ${status}.`,
		request_id: request.id,
	};
}
