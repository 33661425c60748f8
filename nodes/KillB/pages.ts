import type { IDataObject } from 'n8n-workflow';
import type { Page } from '../../core/paging/pages';
import { listIn } from '../shared/listIn';

/** One page of a KillB list: the entries under the resource's name, and `totalPage`, the number of pages (killb.md section 1). */
export function pageIn(body: unknown, resourceName: string): Page<IDataObject> {
	const items = listIn(body, resourceName);
	const total = Number((body as { totalPage?: unknown } | null | undefined)?.totalPage ?? NaN);
	return { items, ...(Number.isSafeInteger(total) && total >= 0 ? { totalPages: total } : {}) };
}
