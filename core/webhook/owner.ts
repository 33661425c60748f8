import { createHash } from 'node:crypto';
import { keyFrom, seal, unseal } from './sealed';

/**
 * The query parameter in which a registered URL names the trigger that registered it. The URL alone
 * can't: its host changes with n8n's settings, and two workflows may have the same path. It is
 * sealed with a key that only this n8n has, so that the service learns no names, and a copy of the
 * workflow in another n8n is not taken for this one.
 */
const PARAMETER = 'from';

/** The trigger that registered a URL. */
export interface Owner {
	/** stands for the workflow and the node, whatever their names */
	readonly trigger: string;
	/** the workflow's name when it was registered */
	readonly workflow: string;
}

/** A trigger as it looks at registrations. */
export interface Trigger extends Owner {
	/** its URL in this call: the production or the test URL */
	readonly address: string;
	/** the number of parts of the path after n8n's endpoint */
	readonly pathLength: number;
	/** see `ownerKey` */
	readonly key: Buffer;
}

/** The longest workflow name in a URL, in characters. */
const LONGEST_NAME = 60;

/** Characters of the hash that stands for a trigger: 96 bits. */
const HASH_LENGTH = 16;

/**
 * Derives the key for owners from n8n's instance ID. A restored backup or a clone with the same
 * encryption key has the same ID, and counts as the same n8n.
 */
export function ownerKey(instanceId: string): Buffer {
	return keyFrom(instanceId, 'webhook owner');
}

/** Returns what stands for a node of a workflow. */
export function triggerId(workflowId: string, nodeId: string): string {
	const text = JSON.stringify([workflowId, nodeId]);
	return createHash('sha256').update(text).digest('base64url').slice(0, HASH_LENGTH);
}

/** Returns the trigger's URL with its owner. */
export function withOwner({ address, trigger, workflow, key }: Trigger): string {
	const url = new URL(address);
	const name = [...workflow].slice(0, LONGEST_NAME).join('');
	url.searchParams.set(PARAMETER, seal(JSON.stringify([trigger, name]), key, ''));
	return url.toString();
}

/** Returns the owner of a URL that this n8n registered; undefined for any other URL. */
export function ownerIn(address: string, key: Buffer): Owner | undefined {
	if (!URL.canParse(address)) return undefined;
	const sealed = new URL(address).searchParams.get(PARAMETER);
	const text = sealed === null ? undefined : unseal(sealed, key, '');
	if (text === undefined) return undefined;
	const [trigger, workflow] = JSON.parse(text) as [string, string];
	return { trigger, workflow };
}

/** Returns the URL without its owner. */
export function withoutOwner(address: string): string {
	if (!URL.canParse(address) || !new URL(address).searchParams.has(PARAMETER)) return address;
	const url = new URL(address);
	url.searchParams.delete(PARAMETER);
	return url.toString();
}

/**
 * Whether a registration is the trigger's own, production or test. A URL that a user entered by
 * hand has no owner: it is the trigger's own if it is exactly its production or its test URL.
 */
export function isOwn(registered: string, trigger: Trigger): boolean {
	const owner = ownerIn(registered, trigger.key);
	if (owner) return owner.trigger === trigger.trigger;
	const [left, right] = [registered, trigger.address].map((url) => partsOf(url, trigger));
	return (
		left !== undefined && right !== undefined && JSON.stringify(left) === JSON.stringify(right)
	);
}

/**
 * Whether a registered URL is of the same kind as the trigger's URL in this call: both production,
 * or both test. n8n's endpoints for the two have different names, which can be set.
 */
export function isSameKind(registered: string, trigger: Trigger): boolean {
	return endpointOf(registered, trigger) === endpointOf(trigger.address, trigger);
}

/** Everything of a URL that the production and the test URL of a trigger have in common. */
function partsOf(address: string, { pathLength }: Trigger): string[] | undefined {
	if (!URL.canParse(address)) return undefined;
	const { origin, pathname } = new URL(address);
	const parts = segmentsOf(pathname);
	return parts.length <= pathLength
		? undefined
		: [origin, ...parts.slice(0, -pathLength - 1), '*', ...parts.slice(-pathLength)];
}

function endpointOf(address: string, { pathLength }: Trigger): string | undefined {
	return URL.canParse(address)
		? segmentsOf(new URL(address).pathname).at(-pathLength - 1)
		: undefined;
}

function segmentsOf(pathname: string): string[] {
	return pathname.split('/').filter((part) => part !== '');
}
