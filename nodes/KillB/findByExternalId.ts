import type { IDataObject } from 'n8n-workflow';
import type { ApiClient } from '../shared/operation';
import { readList } from './pages';

/** A list that KillB can filter by `externalId`. */
interface ListByExternalId {
	/** e.g. `/api/v2/ramps` */
	path: string;
	/** the member of the answer with the entries, e.g. `ramps` */
	resource: string;
	/** other required query parameters */
	query?: IDataObject;
}

/**
 * Finds the record with an external ID. The filter is documented, but not that it matches whole IDs
 * only, so the entry's `externalId` must be equal.
 */
export async function findByExternalId(
	api: ApiClient,
	{ path, resource, query }: ListByExternalId,
	externalId: string,
): Promise<IDataObject | undefined> {
	const filter = { ...query, externalId };
	const entries = await readList({
		ask: async (part) =>
			await api.send({ method: 'GET', path, query: { ...filter, ...part }, repeatable: true }),
		resource,
		// The size of the vendor's samples (killb.md 1): there is one entry, and no user could set it.
		values: { returnAll: true, limit: undefined, options: { pageSize: 10 } },
	});
	return entries.find((entry) => String(entry.externalId) === externalId);
}
