import type { FastifyRequest } from 'fastify';

/** The examples of killb.md section 1 say page=1, limit=10; defaults and a largest limit are not documented. */
const DEFAULT_LIMIT = 10;

/** One page under the resource's name, with the number of pages; the vendor gives no total count. */
export function paged(
	request: FastifyRequest,
	resource: string,
	items: unknown[],
): Record<string, unknown> {
	const query = request.query as { page?: string; limit?: string };
	const page = Number(query.page ?? 1);
	const limit = Number(query.limit ?? DEFAULT_LIMIT);
	return {
		[resource]: items.slice((page - 1) * limit, page * limit),
		totalPage: Math.ceil(items.length / limit),
	};
}
