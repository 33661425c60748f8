import type { FastifyRequest } from 'fastify';
import { KERNELHOST_ROOT } from '../shared/details';
import type { KernelHost } from './kernelHost';
import { invalid } from './problem';

/*
 * The vendor marks two lists as paginated and says nothing more (kernelhost.md 5). Parameter names,
 * sizes and envelopes here are the sandbox's own choice; the `lists` settings change them.
 */
const DEFAULT_LIMIT = 10;
const MAX_LIMIT = 100;

/** A list in the envelope of the settings, with `extra` next to it if there is an envelope. */
export function wrapped(
	kernelhost: KernelHost,
	resource: string,
	items: unknown[],
	extra: Record<string, unknown> = {},
): unknown {
	const { envelope } = kernelhost.settings.lists;
	if (envelope === 'array') return items;
	return { [envelope === 'resource' ? resource : envelope]: items, ...extra };
}

/**
 * One page of a list: `page` from 1 or an opaque `cursor`, and `limit`.
 * @throws Problem 400 for an invalid page, cursor or limit
 */
export function paged(
	kernelhost: KernelHost,
	request: FastifyRequest,
	resource: string,
	records: readonly unknown[],
): unknown {
	const { paging, order } = kernelhost.settings.lists;
	const items = order === 'newestFirst' ? [...records].reverse() : [...records];
	const query = request.query as Record<string, unknown>;
	const limit = positive('limit', query['limit'] ?? DEFAULT_LIMIT, MAX_LIMIT);
	if (paging === 'ignored')
		return wrapped(kernelhost, resource, items.slice(0, limit), { total: items.length });

	const page =
		paging === 'cursor' ? cursorPage(query['cursor']) : positive('page', query['page'] ?? 1);
	const shown = items.slice((page - 1) * limit, page * limit);
	const more = page * limit < items.length;
	return wrapped(
		kernelhost,
		resource,
		shown,
		{
			page: { page, limit, total: items.length, total_pages: Math.ceil(items.length / limit) },
			cursor: { next_cursor: more ? toCursor(page + 1) : null },
			link: { links: { next: more ? nextLink(request, page + 1, limit) : null } },
		}[paging],
	);
}

function positive(field: string, value: unknown, max = Number.MAX_SAFE_INTEGER): number {
	if (!/^[1-9]\d{0,8}$/.test(String(value)) || Number(value) > max) {
		throw invalid(field, `must be an integer from 1 to ${max}`);
	}
	return Number(value);
}

function toCursor(page: number): string {
	return Buffer.from(`page:${page}`).toString('base64url');
}

function cursorPage(cursor: unknown): number {
	if (cursor === undefined) return 1;
	const page = /^page:(\d+)$/.exec(Buffer.from(String(cursor), 'base64url').toString())?.[1];
	if (page === undefined) throw invalid('cursor', 'is not a cursor of this list');
	return Number(page);
}

/** An absolute URL, which a client has to follow with a new signature. */
function nextLink(request: FastifyRequest, page: number, limit: number): string {
	const path = (request.routeOptions.url ?? '').slice(KERNELHOST_ROOT.length);
	return `http://${request.host}${KERNELHOST_ROOT}${path}?page=${page}&limit=${limit}`;
}
