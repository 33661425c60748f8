import type { IDataObject } from 'n8n-workflow';
import { pathOf } from '../operation/apiRequest';
import { chooseExternalId, describeExternalId, headerKey } from '../operation/externalId';
import type { WritePlace } from '../operation/idempotency';
import { chooseKey } from '../operation/idempotency';
import type { Operation, Results } from '../operation/operation';
import { ItemWithFiles } from '../operation/operation';

/** What makes a repetition of one item's write recognisable. */
export interface Mark {
	/** what an operation that sends for itself gets */
	key: string;
	/** whether the user gave it; an automatic key ends with its execution */
	isOwn: boolean;
	/** the user's reference, as it was used */
	reference?: string;
	/** value of the Idempotency-Key header */
	header?: string;
	/** members of the body */
	members?: IDataObject;
	/** what the item shows of it */
	shown: IDataObject;
	/** whether the items of an operation that sends for itself show it too */
	isOnRun: boolean;
}

/**
 * The mark of one item, of an operation that is `idempotent`.
 * @throws FieldError for a reference or external id that can't be one
 */
export function markOf(
	operation: Operation,
	place: WritePlace,
	values: Readonly<Record<string, unknown>>,
): Mark | undefined {
	const { idempotent } = operation;
	if (idempotent === false) return undefined;
	// The form does not ask for it: a request of the user's own that only reads.
	if (idempotent === true && values.idempotencyMode === undefined) return undefined;
	const isOwn = values.idempotencyMode === 'reference' || values.externalIdMode === 'own';
	if (idempotent === true) {
		const covers = coversOf(operation, place.operation, values);
		const { key, mode, reference } = chooseKey(place, values, covers);
		const own = reference === undefined ? {} : { reference };
		return { key, isOwn, header: key, shown: { key, mode, ...own }, isOnRun: false, ...own };
	}
	const chosen = chooseExternalId(place, values);
	return {
		...{ key: chosen.externalId, isOwn, isOnRun: true },
		members: { [idempotent.member]: chosen.externalId },
		shown: describeExternalId(chosen, idempotent),
		...(idempotent.header ? { header: headerKey(chosen) } : {}),
		...(isOwn ? { reference: chosen.externalId } : {}),
	};
}

/**
 * What a reference stands for beside itself. KernelHost compares the body alone, so that the same reboot of two servers would look like
 * one; a request of the user's own may go anywhere. Of orders a body tells everything.
 */
function coversOf(
	{ endpoint }: Operation,
	id: string,
	values: Readonly<Record<string, unknown>>,
): string[] {
	if (endpoint.startsWith('ANY ')) {
		const { method, path, query } = values;
		return [id, String(method), pathOf(String(path)), JSON.stringify(query ?? null)];
	}
	const names = [...endpoint.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
	return names.length === 0 ? [] : [id, ...names.map((name) => String(values[name]).trim())];
}

/** The items with what is known of their mark, under `idempotency`. */
export function marked(items: Results, shown: IDataObject): Results {
	if (items instanceof ItemWithFiles) return items;
	return [items].flat().map((item) => ({
		...item,
		idempotency: { ...shown, ...(item.idempotency as IDataObject | undefined) },
	}));
}
