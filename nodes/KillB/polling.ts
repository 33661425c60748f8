import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { type Newest, readNewest } from '../../core/pagination/newest';
import type { FetchPage } from '../../core/pagination/pages';
import type { ApiClient } from '../shared/client/service';
import { eventsIn, namesIn, pollChanges } from '../shared/trigger/poll';
import { PAYOUT_SUMMARY, RAMP_SUMMARY, USER_SUMMARY } from './data/summaries';
import { USER_TYPES } from './data/userType';
import { PAGE_SIZE, pageIn } from './pages';
import { killBService } from './service';

/** Pages in flight at once: workflows share the rate limit. */
const PARALLEL_REQUESTS = 5;

interface PolledList {
	plural: string;
	/** the queries of the lists that make up the resource */
	queries: readonly IDataObject[];
	summary: readonly string[];
}

const LISTS: Readonly<Record<string, PolledList>> = {
	payout: { plural: 'payouts', queries: [{}], summary: PAYOUT_SUMMARY },
	ramp: { plural: 'ramps', queries: [{}], summary: RAMP_SUMMARY },
	// The list needs a type (killb.md 3.3).
	user: {
		plural: 'users',
		queries: USER_TYPES.map(({ value }) => ({ type: value })),
		summary: USER_SUMMARY,
	},
};

/** Returns the changes of ramps, payouts or users since the last poll (killb.md 7 and 8). */
export async function pollKillB(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	return await pollChanges(context, killBService, () => {
		const resource = String(context.getNodeParameter('resource'));
		const { plural, queries, summary } = LISTS[resource] ?? (LISTS.ramp as PolledList);
		return {
			resource,
			plural,
			pageSize: PAGE_SIZE,
			read: async (api, wanted) =>
				await Promise.all(queries.map(async (query) => await newest(api, plural, query, wanted))),
			statusOf: ({ status }) => String(status ?? ''),
			summary: context.getNodeParameter('simple') === true ? summary : undefined,
			events: eventsIn(context),
			statuses: namesIn(context, `${resource}Statuses`, 'Statuses'),
		};
	});
}

async function newest(
	api: ApiClient,
	resource: string,
	filter: IDataObject,
	wanted: number,
): Promise<Newest<IDataObject>> {
	const path = `/api/v2/${resource}`;
	const fetchPage: FetchPage<IDataObject> = async (page, limit) => {
		const query = { ...filter, page, limit };
		const { body } = await api.send({ method: 'GET', path, query, repeatable: true });
		return pageIn(body, resource);
	};
	return await readNewest(fetchPage, {
		wanted,
		pageSize: PAGE_SIZE,
		parallel: PARALLEL_REQUESTS,
		// KillB documents no order of its lists, but when each object was created.
		isOldestFirst: (entries) => String(entries[0]?.createdAt) < String(entries.at(-1)?.createdAt),
	});
}
