import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { vendorOverrides } from '../../core/kernelhost/overrides';
import { lenientPages, type ParameterNames } from '../../core/pagination/lenient';
import { readNewest } from '../../core/pagination/newest';
import type { FetchPage } from '../../core/pagination/pages';
import type { ApiClient } from '../shared/client/service';
import { listIn } from '../shared/operation/results';
import { eventsIn, namesIn, pollChanges } from '../shared/trigger/poll';
import { PAGE_SIZE, parameterNames } from './readList';
import { kernelHostService } from './service';

const PATHS: Readonly<Record<string, string>> = {
	invoices: '/v1/billing/invoices',
	services: '/v1/services',
};

/** Returns the changes of services or invoices since the last poll (kernelhost.md 4). */
export async function pollKernelHost(
	context: IPollFunctions,
): Promise<INodeExecutionData[][] | null> {
	return await pollChanges(context, kernelHostService, async () => {
		const resource = String(context.getNodeParameter('resource'));
		const plural = `${resource}s`;
		const { vendorOverrides: given } = await context.getCredentials('kernelHostApi');
		const overrides = vendorOverrides(given);
		return {
			resource,
			plural,
			pageSize: PAGE_SIZE,
			read: async (api, wanted) => [
				await readNewest(pagesOf(api, plural, parameterNames(overrides)), {
					wanted,
					pageSize: PAGE_SIZE,
					isOldestFirst,
				}),
			],
			statusOf: (object) => String(object[overrides.statusField] ?? ''),
			summary: undefined,
			events: eventsIn(context),
			statuses: namesIn(context, 'statuses', 'Statuses'),
		};
	});
}

function pagesOf(api: ApiClient, resource: string, names: ParameterNames): FetchPage<IDataObject> {
	const path = PATHS[resource] ?? '';
	return lenientPages({
		ask: async (query) => await api.send({ method: 'GET', path, query, repeatable: true }),
		entriesOf: (body) => listIn(body, resource),
		names,
	});
}

/**
 * Named assumption "newest first": KernelHost documents neither the order of its lists nor their
 * fields (kernelhost.md 4.1). A list whose numeric IDs rise begins with the oldest object.
 */
function isOldestFirst(entries: readonly IDataObject[]): boolean {
	const [first, last] = [entries[0]?.id, entries.at(-1)?.id].map(Number);
	return Number(first) < Number(last);
}
