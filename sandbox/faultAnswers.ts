import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Fault } from './shared/faults';

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
 * Gives a reply the status and the headers of a fault, and nothing else of the service's own answer but its request id: rate-limit
 * headers beside a made-up 429 would contradict it.
 * @returns the body to send
 */
export function takeAnswer(fault: Fault, request: FastifyRequest, reply: FastifyReply): string {
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
