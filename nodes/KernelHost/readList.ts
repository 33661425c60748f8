import type { IDataObject } from 'n8n-workflow';
import { readLenientList } from '../../core/pagination/lenient';
import {
	type Call,
	collection,
	listFields,
	listIn,
	type ListRequest,
	text,
	textList,
	type Values,
	wholeNumber,
} from '../shared/operation';

/**
 * Named assumptions of the lists that KernelHost calls paginated: it documents neither parameters nor sizes
 * (kernelhost.md 5), so all of them can be set in the form.
 */
const ASSUMED = { page: 'page', limit: 'limit', cursor: 'cursor', pageSize: 50 };

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
		default: ASSUMED.pageSize,
		minimum: 1,
	}),
	pageParameter: text({
		displayName: 'Parameter for the Page',
		description:
			'Name of the query parameter with the page number. KernelHost does not document it; empty sends none.',
		default: ASSUMED.page,
	}),
	limitParameter: text({
		displayName: 'Parameter for the Page Size',
		description:
			'Name of the query parameter with the page size. KernelHost does not document it; empty sends none.',
		default: ASSUMED.limit,
	}),
	cursorParameter: text({
		displayName: 'Parameter for the Cursor',
		description:
			'Name of the query parameter with the cursor, if an answer has one. KernelHost does not document it.',
		default: ASSUMED.cursor,
	}),
};

/** The inputs of a Get Many whose paging is not documented. */
export const pagedListFields = {
	...listFields,
	options: collection({
		displayName: 'Options',
		placeholder: 'Add option',
		fields: listOptions,
	}),
};

type Options = Partial<Values<typeof listOptions>>;

/** The `run` of a Get Many of KernelHost: reads the list of its endpoint. */
export function listOf(resource: string) {
	return async ({ request, values }: Call<typeof pagedListFields>) =>
		await readList({ ask: async (query) => await request({ query }), resource, values });
}

/** Reads a paginated list of KernelHost, as much of it as is wanted. */
export async function readList(list: ListRequest<Options>): Promise<IDataObject[]> {
	const { ask, resource } = list;
	const { options = {}, returnAll, limit } = list.values;
	const name = (option: keyof Options, assumed: string) =>
		Object.hasOwn(options, option) ? String(options[option] ?? '').trim() : assumed;
	const entries = await readLenientList<IDataObject>({
		ask,
		entriesOf: (body) => listIn(body, resource),
		names: {
			page: name('pageParameter', ASSUMED.page),
			limit: name('limitParameter', ASSUMED.limit),
			cursor: name('cursorParameter', ASSUMED.cursor),
		},
		pageSize: options.pageSize ?? ASSUMED.pageSize,
		wanted: returnAll ? undefined : limit,
	});
	const kept = options.fieldsToReturn;
	return kept ? entries.map((entry) => pick(entry, kept)) : entries;
}

function pick(entry: IDataObject, names: string[]): IDataObject {
	return Object.fromEntries(Object.entries(entry).filter(([name]) => names.includes(name)));
}
