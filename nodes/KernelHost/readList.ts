import type { IDataObject } from 'n8n-workflow';
import type { VendorOverrides } from '../../core/kernelhost/overrides';
import { lenientPages } from '../../core/pagination/lenient';
import { readPages } from '../../core/pagination/pages';
import {
	type Call,
	collection,
	listFields,
	listIn,
	type ListRequest,
	textList,
	type Values,
	wholeNumber,
} from '../shared/operation';
import { overridesOf } from './overrides';

/** KernelHost documents no page size (kernelhost.md 5). */
const PAGE_SIZE = 50;

const listOptions = {
	fieldsToReturn: textList({
		displayName: 'Fields to Return',
		description:
			'Names of the fields to keep on each item, to make large answers small. Empty keeps everything.',
		placeholder: 'e.g. status',
		addButton: 'Add Field',
	}),
	pageSize: wholeNumber({
		displayName: 'Page Size',
		description: 'How many entries to ask for at once. KernelHost does not document the largest.',
		default: PAGE_SIZE,
		minimum: 1,
	}),
};

/** The inputs of a Get Many with undocumented paging. */
export const pagedListFields = {
	...listFields,
	options: collection({
		displayName: 'Options',
		placeholder: 'Add option',
		fields: listOptions,
	}),
};

type Options = Partial<Values<typeof listOptions>>;

/** Returns the `run` of a Get Many, which reads its endpoint's list. */
export function listOf(resource: string) {
	return async ({ request, values, executionContext }: Call<typeof pagedListFields>) =>
		await readList({
			ask: async (query) => await request({ query }),
			resource,
			values,
			names: await overridesOf(executionContext),
		});
}

type ParameterNames = Pick<VendorOverrides, 'pageParameter' | 'limitParameter' | 'cursorParameter'>;

/** Reads a paginated list of KernelHost, up to the requested number of results. */
export async function readList(
	list: ListRequest<Options> & { names: ParameterNames },
): Promise<IDataObject[]> {
	const { ask, resource, names } = list;
	const { options = {}, returnAll, limit } = list.values;
	const pages = lenientPages<IDataObject>({
		ask,
		entriesOf: (body) => listIn(body, resource),
		names: {
			page: names.pageParameter,
			limit: names.limitParameter,
			cursor: names.cursorParameter,
		},
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
