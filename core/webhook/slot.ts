/** What a service's one webhook slot holds (killb.md section 4.1, kernelhost.md section 9). */
export interface Registration {
	readonly url: string;
	/** the events that are sent; undefined where the service sends all */
	readonly events?: readonly string[];
	/** whether the service sends anything; undefined where it can't be switched off */
	readonly active?: boolean;
}

/**
 * Under which name an address of a test run carries what was in the slot before. The slot itself is the one memory that
 * survives a cancelled test, a crash and a restart, and that every process of n8n sees.
 */
const MEMORY = 'gives-back';

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

/** The address alone, without a memory. */
export function plainAddress(address: string): string {
	if (!URL.canParse(address)) return address;
	const url = new URL(address);
	if (!url.searchParams.has(MEMORY)) return address;
	url.searchParams.delete(MEMORY);
	return url.toString();
}

/** A test address that remembers what it takes the place of; the mark is there also when that is nothing. */
export function withMemory(testAddress: string, former: Registration | undefined): string {
	const url = new URL(testAddress);
	url.searchParams.set(MEMORY, former ? JSON.stringify(former) : '');
	return url.toString();
}

/** Whether an address was registered for a test run. */
export function isForTest(address: string): boolean {
	return URL.canParse(address) && new URL(address).searchParams.has(MEMORY);
}

/**
 * What an address remembers.
 * @returns undefined for an address without a memory, or with one that nobody here wrote
 */
export function memoryIn(address: string): Registration | undefined {
	try {
		// No memory is null, which has no URL in it either.
		return asRegistration(JSON.parse(String(new URL(address).searchParams.get(MEMORY))));
	} catch {
		return undefined;
	}
}

function asRegistration(value: unknown): Registration | undefined {
	const { url, events, active } = Object(value) as Record<string, unknown>;
	if (typeof url !== 'string' || !/^https?:\/\//i.test(url) || !URL.canParse(url)) return undefined;
	return {
		url,
		...(Array.isArray(events) ? { events: events.map(String) } : {}),
		...(typeof active === 'boolean' ? { active } : {}),
	};
}

/** How many tests in a row may have failed to give back; more is nobody's doing. */
const LONGEST_CHAIN = 8;

/** What a slot holds, and what that remembers, and so on: the newest first. */
export function chainOf(registered: Registration | undefined): Registration[] {
	const chain: Registration[] = [];
	for (let link = registered; link && chain.length < LONGEST_CHAIN; link = memoryIn(link.url)) {
		chain.push(link);
	}
	return chain;
}

/** What stands in the slot, or would come back to it, and belongs to somebody else than the trigger at `address`. */
export function strangerIn(
	chain: readonly Registration[],
	address: string,
): Registration | undefined {
	return chain.find(({ url }) => !isSameTrigger(url, address));
}

/** What a test takes the place of: not an earlier test of the same trigger, which was never given back. */
export function heldBefore(
	chain: readonly Registration[],
	address: string,
): Registration | undefined {
	return chain.find(({ url }) => !(isSameTrigger(url, address) && isForTest(url)));
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
	if (!isOwnTurn && !isForTest(registered.url)) return { kind: 'keep' };
	// Un-published while a test address is there: neither of the two may remain.
	const former = isOwnTurn ? heldBefore(chain, address) : strangerIn(chain, address);
	return former && former !== registered ? { kind: 'giveBack', former } : { kind: 'clear' };
}
