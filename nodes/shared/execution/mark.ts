import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { chooseExternalId, describeExternalId, headerKey } from '../operation/externalId';
import { chooseKey } from '../operation/idempotency';
import type { Operation, Results } from '../operation/operation';
import { ItemWithFiles } from '../operation/operation';

/** What makes a repetition of one item's write recognisable. */
export interface Mark {
	/** what an operation that sends for itself gets */
	key: string;
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
	context: IExecuteFunctions,
	{ idempotent }: Operation,
	id: string,
	itemIndex: number,
	values: Readonly<Record<string, unknown>>,
): Mark | undefined {
	if (idempotent === false) return undefined;
	if (idempotent === true) {
		// The form does not ask for it: a request of the user's own that only reads.
		if (values.idempotencyMode === undefined) return undefined;
		const chosen = chooseKey(context, itemIndex, id, values);
		return { key: chosen.key, header: chosen.key, shown: { ...chosen }, isOnRun: false };
	}
	const chosen = chooseExternalId(context, itemIndex, id, values);
	return {
		key: chosen.externalId,
		members: { [idempotent.member]: chosen.externalId },
		...(idempotent.header ? { header: headerKey(chosen) } : {}),
		shown: describeExternalId(chosen, idempotent),
		isOnRun: true,
	};
}

/** The items with what is known of their mark, under `idempotency`. */
export function marked(items: Results, shown: IDataObject): Results {
	if (items instanceof ItemWithFiles) return items;
	return [items].flat().map((item) => ({
		...item,
		idempotency: { ...shown, ...(item.idempotency as IDataObject | undefined) },
	}));
}
