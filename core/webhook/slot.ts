import type { Registration } from './memory';
import { hasMemory, memoryIn, plainAddress } from './memory';

/**
 * Whether two addresses belong to the same trigger: the same n8n, the same node, production or test. The last two parts of an
 * n8n webhook address are the node's own id and the path. Another host is another n8n: a copy of the workflow there, which
 * has the same id, must not lose its registration to this one.
 */
export function isSameTrigger(a: string, b: string): boolean {
	const [left, right] = [triggerOf(a), triggerOf(b)];
	return left !== undefined && left === right;
}

function triggerOf(address: string): string | undefined {
	if (!URL.canParse(address)) return undefined;
	const { origin, pathname } = new URL(address);
	const parts = pathname.split('/').filter((part) => part !== '');
	return parts.length < 3 ? undefined : JSON.stringify([origin, parts.slice(-2)]);
}

/** How many tests in a row may have failed to give back; more is nobody's doing. */
const LONGEST_CHAIN = 8;

/**
 * What a slot holds, and what that remembers, and so on: the newest first. A memory that this credential did not write is ignored.
 * @param key of the credential's memories
 */
export function chainOf(
	registered: Registration | undefined,
	key: Buffer | undefined,
): Registration[] {
	const chain: Registration[] = [];
	for (
		let link = registered;
		link && chain.length < LONGEST_CHAIN;
		link = memoryIn(link.url, key)?.former
	) {
		chain.push(link);
	}
	return chain;
}

/** Whether a chain ends at a memory that this credential did not write. */
export function endsAtForeignMemory(
	chain: readonly Registration[],
	key: Buffer | undefined,
): boolean {
	const last = chain.at(-1);
	return last !== undefined && hasMemory(last.url) && !memoryIn(last.url, key);
}

/** What stands in the slot, or would come back to it, and belongs to somebody else than the trigger at `address`. */
export function strangerIn(
	chain: readonly Registration[],
	address: string,
): Registration | undefined {
	return chain.find(({ url }) => !isSameTrigger(url, address));
}

/** What a test takes the place of: neither itself nor an earlier test of the same trigger, which was never given back. */
export function heldBefore(
	chain: readonly Registration[],
	address: string,
): Registration | undefined {
	return chain.find(
		({ url }) => plainAddress(url) !== address && !(isSameTrigger(url, address) && hasMemory(url)),
	);
}

/** What has to stand in the slot when the trigger at `address` leaves it. */
export type Leaving =
	| { kind: 'keep' }
	| { kind: 'clear' }
	| { kind: 'giveBack'; former: Registration };

/**
 * n8n ends a test and an un-publishing by the same call, and tells them apart by nothing but the address (n8n 2.41,
 * `test-webhooks.js :: deactivateWebhooks`).
 * @param address the test address at the end of a test, the production address when the workflow is un-published
 */
export function leavingOf(chain: readonly Registration[], address: string): Leaving {
	const [registered] = chain;
	if (!registered || !isSameTrigger(registered.url, address)) return { kind: 'keep' };
	const isOwnTurn = plainAddress(registered.url) === address;
	// A test ends, and the workflow was published while it ran: the production address is where it belongs.
	if (!isOwnTurn && !hasMemory(registered.url)) return { kind: 'keep' };
	// Un-published while a test address is there: neither of the two may remain.
	const former = isOwnTurn ? heldBefore(chain, address) : strangerIn(chain, address);
	return former && former !== registered ? { kind: 'giveBack', former } : { kind: 'clear' };
}
