import type { IBinaryKeyData, IDataObject, INodeParameters } from 'n8n-workflow';
import type { Records, Sandbox, SandboxState } from '../../sandbox';

/**
 * What may happen to a write whose outcome is unknown, by what the vendors document
 * (kernelhost.md 6, killb.md 1): `read` and `setting` may always be repeated; `keyed` may be, under
 * its key; `plain` must not be; `session` moves no money and concerns the login alone.
 */
export type Kind = 'read' | 'keyed' | 'setting' | 'plain' | 'session';

/** One operation of a node, with inputs that succeed in a fresh sandbox. */
export interface Subject {
	node: 'kernelHost' | 'killB';
	/** resource and operation, e.g. `order.create` */
	operation: string;
	kind: Kind;
	/** the request that executes it: a part of the path is enough */
	route: { method: string; path: string };
	/** `$json.ref` is the item's business reference, next to the values that `prepare` returns */
	parameters: INodeParameters;
	files?: IBinaryKeyData;
	/** creates what each of `count` items is about, without the node */
	prepare?: (sandbox: Sandbox, count: number) => Promise<IDataObject[]> | IDataObject[];
	/**
	 * What this operation creates in the sandbox: ids, each with what identifies its item (see
	 * `identity`). Absent if the sandbox stores nothing of it.
	 */
	made?: (state: SandboxState, records: Records) => Map<string, string | undefined>;
	/**
	 * What identifies the item that something was made for; by default the business reference, under
	 * which orders and KillB's records are stored.
	 */
	identity?: (item: IDataObject) => string;
	/** whether the state that it sets is set; for operations that create nothing */
	isSet?: (state: SandboxState) => boolean;
	/**
	 * A success may come without a body, so that an empty answer looks like one: the vendor documents
	 * it, or documents nothing (KernelHost for its webhook URL, both for the user's own requests).
	 */
	mayAnswerNothing?: true;
	/** how many items can be run at once; 1 if a second one would be rejected */
	most?: number;
}

export function nameOf({ node, operation }: Subject): string {
	return `${node}.${operation}`;
}

/** Ids of a collection, with the external id of each. */
export function byExternalId(
	records: Iterable<{ id: string; externalId?: string }>,
): Map<string, string | undefined> {
	return new Map([...records].map(({ id, externalId }) => [id, externalId]));
}

/** Ids alone. */
export function idsOf(records: Iterable<{ id: string }>): Map<string, undefined> {
	return new Map([...records].map(({ id }) => [id, undefined]));
}

/** The sandbox's name of a node's service. */
export function serviceOf({ node }: Pick<Subject, 'node'>): 'kernelhost' | 'killb' {
	return node === 'killB' ? 'killb' : 'kernelhost';
}
