import type { FastifyRequest } from 'fastify';
import { invalidInput } from './errors';

/**
 * The examples of killb.md 1 say page=1, limit=10; defaults and a largest limit are not documented.
 */
const DEFAULT_LIMIT = 10;

/**
 * One page under the resource's name, with the number of pages; the vendor gives no total count.
 */
export function paged(
	request: FastifyRequest,
	resource: string,
	items: unknown[],
): Record<string, unknown> {
	const { page, limit } = pageOf(request);
	return {
		[resource]: items.slice((page - 1) * limit, page * limit),
		totalPage: Math.ceil(items.length / limit),
	};
}

/** The form of the virtual accounts' lists (killb.md 1). */
export function pagedWithTotal(
	request: FastifyRequest,
	resource: string,
	items: unknown[],
): Record<string, unknown> {
	const { totalPage, ...found } = paged(request, resource, items);
	return { ...found, total: items.length, ...pageOf(request), totalPages: totalPage };
}

function pageOf(request: FastifyRequest): { page: number; limit: number } {
	const { page = 1, limit = DEFAULT_LIMIT } = request.query as { page?: string; limit?: string };
	return { page: Number(page), limit: Number(limit) };
}

/**
 * A filter by the query's `startDate` and `endDate`; both are inclusive, and a plain day is the
 * whole day (UTC): the sandbox's own interpretation, because neither format nor meaning is
 * documented.
 * @throws KillBError 400 INVALID.INPUT for an invalid date
 */
export function madeBetween(request: FastifyRequest): (record: { createdAt: string }) => boolean {
	const { startDate, endDate } = request.query as { startDate?: string; endDate?: string };
	const from = startDate === undefined ? undefined : timeOf('startDate', startDate);
	const to =
		endDate === undefined
			? undefined
			: timeOf(
					'endDate',
					/^\d{4}-\d{2}-\d{2}$/.test(endDate) ? `${endDate}T23:59:59.999Z` : endDate,
				);
	return ({ createdAt }) => {
		const time = Date.parse(createdAt);
		return (from === undefined || time >= from) && (to === undefined || time <= to);
	};
}

function timeOf(name: string, text: string): number {
	const time = Date.parse(text);
	if (Number.isNaN(time)) throw invalidInput([`${name} must be a date`]);
	return time;
}

/**
 * A filter over the members of a record that the query names: each must be equal, which is the
 * sandbox's own choice.
 */
export function matchingMembers(
	request: FastifyRequest,
	names: readonly string[],
): (record: object) => boolean {
	const query = request.query as Record<string, string>;
	const wanted = names.filter((name) => query[name] !== undefined);
	return (record) =>
		wanted.every((name) => (record as Record<string, unknown>)[name] === query[name]);
}
