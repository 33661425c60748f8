import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { isToolCall } from '../operation/executionMemory';
import { chooseExternalId, describeExternalId, headerKey } from '../operation/externalId';
import { chooseKey } from '../operation/idempotency';
import type { Operation, Results } from '../operation/operation';
import { ItemWithFiles } from '../operation/operation';
import { OpenCalls } from './openCalls';

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
	/** the calls of a tool whose outcome is unknown */
	openCalls?: OpenCalls;
}

/**
 * The mark of one item, of an operation that is `idempotent`.
 * @param id e.g. `order.create`
 * @throws FieldError for a reference or external id that can't be one
 */
export function markOf(
	context: IExecuteFunctions,
	operation: Operation,
	id: string,
	itemIndex: number,
	values: Readonly<Record<string, unknown>>,
): Mark | undefined {
	const { idempotent } = operation;
	if (idempotent === false) return undefined;
	// The form does not ask for it: a request of the user's own that only reads.
	if (idempotent === true && values.idempotencyMode === undefined) return undefined;
	const isOwn = values.idempotencyMode === 'reference' || values.externalIdMode === 'own';
	const openCalls = !isOwn && isToolCall(context) ? new OpenCalls(context, id, values) : undefined;
	const earlier = openCalls?.take();
	if (idempotent === true) {
		const covers = coversOf(operation, id, values);
		const chosen = chooseKey(context, itemIndex, id, values, covers);
		const key = earlier ?? chosen.key;
		const shown = { ...chosen, key };
		const { reference } = chosen;
		return {
			...{ key, isOwn, header: key, shown, isOnRun: false },
			...(reference === undefined ? {} : { reference }),
			...(openCalls ? { openCalls } : {}),
		};
	}
	const chosen = chooseExternalId(context, itemIndex, id, values);
	if (earlier !== undefined) chosen.externalId = earlier;
	return {
		...{ key: chosen.externalId, isOwn, isOnRun: true },
		members: { [idempotent.member]: chosen.externalId },
		shown: describeExternalId(chosen, idempotent),
		...(idempotent.header ? { header: headerKey(chosen) } : {}),
		...(isOwn ? { reference: chosen.externalId } : {}),
		...(openCalls ? { openCalls } : {}),
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
	if (endpoint.startsWith('ANY ')) return [id, String(values.method), String(values.path)];
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
