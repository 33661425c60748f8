import type { FastifyReply } from 'fastify';

/**
 * The documented `type` slugs and their titles (kernelhost.md 8; only the 402 title is the
 * vendor's).
 */
const TITLES = {
	validation_failed: [400, 'Validation failed'],
	auth_failed: [401, 'Authentication failed'],
	payment_required: [402, 'Payment required'],
	forbidden_scope: [403, 'Forbidden'],
	not_found: [404, 'Not found'],
	idempotency_conflict: [409, 'Idempotency conflict'],
	rate_limited: [429, 'Too many requests'],
	internal_error: [500, 'Internal error'],
} as const;

type ProblemType = keyof typeof TITLES;

/** Shape of an `errors[]` entry: not documented, the sandbox's own choice. */
export interface FieldError {
	field: string;
	message: string;
}

/** An error answer as RFC 7807 describes it, with the vendor's `reason` or `errors[]`. */
export class Problem extends Error {
	constructor(
		readonly type: ProblemType,
		detail: string,
		readonly extra: { reason?: string; errors?: FieldError[] } = {},
	) {
		super(detail);
	}

	get status(): number {
		return TITLES[this.type][0];
	}

	body(requestId: string): Record<string, unknown> {
		return {
			type: `https://www.kernelhost.com/en/reseller-api/errors/${this.type}`,
			title: TITLES[this.type][1],
			status: this.status,
			detail: this.message,
			request_id: requestId,
			...this.extra,
		};
	}
}

export function invalid(field: string, message: string): Problem {
	return new Problem('validation_failed', 'The request is not valid.', {
		errors: [{ field, message }],
	});
}

export function notFound(): Problem {
	return new Problem('not_found', 'There is no such object in this account.');
}

export async function sendProblem(reply: FastifyReply, problem: Problem): Promise<void> {
	await reply
		.code(problem.status)
		.type('application/problem+json')
		// A string, as the serializer of a JSON answer would put its own media type.
		.send(JSON.stringify(problem.body(reply.request.id)));
}
