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

/** A filter over the members of a record that the query names: each must be equal, which is the sandbox's own choice. */
export function matchingMembers(
	request: FastifyRequest,
	names: readonly string[],
): (record: object) => boolean {
	const query = request.query as Record<string, string>;
	const wanted = names.filter((name) => query[name] !== undefined);
	return (record) =>
		wanted.every((name) => (record as Record<string, unknown>)[name] === query[name]);
}
