import type { IBinaryKeyData, IDataObject, INodeParameters } from 'n8n-workflow';
import type { Records, Sandbox, SandboxState } from '../../sandbox';

/**
 * What may happen to a write whose outcome is not known, by what the vendors document
 * (kernelhost.md 6, killb.md 1): `read` and `setting` may be repeated at will; `keyed` may be,
 * under its key; `plain` must not be; `session` moves no money and concerns the login alone.
 */
export type Kind = 'read' | 'keyed' | 'setting' | 'plain' | 'session';

/** One operation of a node, with inputs that succeed in a fresh sandbox. */
export interface Subject {
	node: 'kernelHost' | 'killB';
	/** resource and operation, e.g. `order.create` */
	operation: string;
	kind: Kind;
	/** the request that carries it out: a part of the path is enough */
	route: { method: string; path: string };
	/** `$json.ref` is the item's business reference; what `prepare` gives stands beside it */
	parameters: INodeParameters;
	files?: IBinaryKeyData;
	/** makes what each of `count` items is about, without the node */
	prepare?: (sandbox: Sandbox, count: number) => Promise<IDataObject[]> | IDataObject[];
	/**
	 * What the sandbox has that this operation makes: ids, each with what tells whose it is (see
	 * `identity`). Absent where the sandbox keeps nothing of it.
	 */
	made?: (state: SandboxState, records: Records) => Map<string, string | undefined>;
	/**
	 * What tells which item something was made for; the business reference where it is left out,
	 * under which orders and KillB's records are kept.
	 */
	identity?: (item: IDataObject) => string;
	/** whether the state that it sets is set; for operations that make nothing */
	isSet?: (state: SandboxState) => boolean;
	/**
	 * A success may come without a body, so that an empty answer can't be told from one: the vendor
	 * documents it, or documents nothing (KernelHost of its webhook URL, anybody of a request of the
	 * user's own).
	 */
	mayAnswerNothing?: true;
	/** how many items can be run at once; 1 where a second would be refused */
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

/** How the sandbox calls the service of a node. */
export function serviceOf({ node }: Pick<Subject, 'node'>): 'kernelhost' | 'killb' {
	return node === 'killB' ? 'killb' : 'kernelhost';
}
