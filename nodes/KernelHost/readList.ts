import type { IDataObject } from 'n8n-workflow';
import type { VendorOverrides } from '../../core/kernelhost/overrides';
import { lenientPages, type ParameterNames } from '../../core/pagination/lenient';
import { readPages } from '../../core/pagination/pages';
import {
	type Call,
	listFields,
	listIn,
	type ListRequest,
	optionInputs,
	textList,
	type Values,
	wholeNumber,
} from '../shared/operation';
import { overridesOf } from './overrides';

/** KernelHost documents no page size (kernelhost.md 5). */
export const PAGE_SIZE = 50;

const listOptions = {
	fieldsToReturn: textList({
		displayName: 'Fields to Return',
		description: 'Return only these fields of each item. Leave empty to return all fields.',
		placeholder: 'e.g. status',
		addButton: 'Add Field',
	}),
	pageSize: wholeNumber({
		displayName: 'Page Size',
		description: 'Number of results per request. KernelHost does not document a maximum.',
		default: PAGE_SIZE,
		minimum: 1,
	}),
};

/** The inputs of a Get Many with undocumented paging. */
export const pagedListFields = {
	...listFields,
	options: optionInputs(listOptions),
};

type Options = Partial<Values<typeof listOptions>>;

/** Returns the `run` of a Get Many, which reads its endpoint's list. */
export function listOf(resource: string) {
	return async ({ request, values, executionContext }: Call<typeof pagedListFields>) =>
		await readList({
			ask: async (query) => await request({ query }),
			resource,
			values,
			names: parameterNames(await overridesOf(executionContext)),
		});
}

/** Returns the names of the query parameters of paginated lists. */
export function parameterNames(overrides: VendorOverrides): ParameterNames {
	const { pageParameter: page, limitParameter: limit, cursorParameter: cursor } = overrides;
	return { page, limit, cursor };
}

/** Reads a paginated list of KernelHost, up to the requested number of results. */
async function readList(
	list: ListRequest<Options> & { names: ParameterNames },
): Promise<IDataObject[]> {
	const { ask, resource, names } = list;
	const { options = {}, returnAll, limit } = list.values;
	const pages = lenientPages<IDataObject>({
		ask,
		entriesOf: (body) => listIn(body, resource),
		names,
	});
	const entries = await readPages(pages, {
		pageSize: options.pageSize ?? PAGE_SIZE,
		wanted: returnAll ? undefined : limit,
	});
	const kept = options.fieldsToReturn;
	return kept ? entries.map((entry) => pick(entry, kept)) : entries;
}

function pick(entry: IDataObject, names: string[]): IDataObject {
	return Object.fromEntries(Object.entries(entry).filter(([name]) => names.includes(name)));
}
