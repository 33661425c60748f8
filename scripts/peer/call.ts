import type { IBinaryKeyData, INodeParameters } from 'n8n-workflow';

/** Objects that a call needs, by a name that stands for their id in the comparison. */
export type Ids = Record<string, string>;

/** Asks a sandbox without SDK and node, to make what a call needs. @returns the parsed answer */
export type Ask = (
	method: string,
	path: string,
	body?: unknown,
) => Promise<Record<string, unknown>>;

/** One job that the SDK and the node both do. */
export interface PeerCall {
	/** the SDK's method, e.g. `users.create` */
	sdk: string;
	/** the node's resource and operation, e.g. `user.create` */
	node: string;
	/** what is special about this one, where a method is compared more than once */
	of?: string;
	/** makes what the call needs, in each side's own sandbox */
	prepare?: (ask: Ask) => Promise<Ids>;
	/** what the SDK's method is called with */
	given: (ids: Ids) => unknown[];
	/** what the node's form is filled in with */
	form: (ids: Ids) => INodeParameters;
	/** files of the node's item */
	files?: IBinaryKeyData;
	/** Why the requests differ, for those that are known to. The run fails when they differ without, or no longer do. */
	differs?: string;
	/** compares the login that both make, in place of what follows it */
	login?: true;
}

/** A resource locator's value, given by id. */
export function byId(value: string | undefined) {
	return { __rl: true, mode: 'id', value: value ?? '' };
}

/** The node's own choice of an external id, as the SDK's callers make theirs. */
export const OWN_ID = { externalIdMode: 'own', externalId: 'peer-0001' };
