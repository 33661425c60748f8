import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** What a service's one webhook slot holds (killb.md 4.1, kernelhost.md 9). */
export interface Registration {
	readonly url: string;
	/** the events that are sent; undefined where the service sends all */
	readonly events?: readonly string[];
	/** whether the service sends anything; undefined where it can't be switched off */
	readonly active?: boolean;
}

/**
 * The name under which an address of a test run carries what was in the slot before. The slot
 * itself is the one memory that survives a cancelled test, a crash and a restart, and that every
 * process of n8n sees. Who may write to the slot could write a memory as well, and the address in
 * it would be registered at the end of the test; and the address that was there before may hold a
 * token. So a memory is encrypted and authenticated (AES-256-GCM) with a key that only the
 * credential has.
 */
const PARAMETER = 'gives-back';

/** Bytes of the initialisation vector and of the tag, as NIST SP 800-38D recommends them. */
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** What a test registration took the place of; `former` is undefined for an empty slot. */
export interface Previous {
	readonly former: Registration | undefined;
}

/**
 * The key of a credential's memories.
 * @param secret random characters that only the credential has: the secret of KernelHost's API key
 *   (kernelhost.md 3), or the one that was generated for KillB's credential
 */
export function previousKeyFrom(secret: string): Buffer {
	return Buffer.from(hkdfSync('sha256', secret, '', 'webhook memory', 32));
}

/** The address alone, without a memory. */
export function plainAddress(address: string): string {
	if (!carriesPrevious(address)) return address;
	const url = new URL(address);
	url.searchParams.delete(PARAMETER);
	return url.toString();
}

/** Whether an address carries a memory, of any origin: it was registered for a test run. */
export function carriesPrevious(address: string): boolean {
	return URL.canParse(address) && new URL(address).searchParams.has(PARAMETER);
}

/** A test address that remembers what it takes the place of. @param key 32 bytes */
export function withPrevious(
	testAddress: string,
	former: Registration | undefined,
	key: Buffer,
): string {
	const url = new URL(testAddress);
	url.searchParams.delete(PARAMETER);
	const iv = randomBytes(IV_BYTES);
	const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(boundTo(url.toString()));
	const text = JSON.stringify(former ?? null);
	const sealed = [iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()];
	url.searchParams.set(PARAMETER, Buffer.concat(sealed).toString('base64url'));
	return url.toString();
}

/**
 * What an address remembers.
 * @param key undefined where the credential has none yet: it can't have written a memory
 * @returns undefined for an address without a memory, or with one that this credential did not
 *   write for this address
 */
export function previousIn(address: string, key: Buffer | undefined): Previous | undefined {
	if (!key || !carriesPrevious(address)) return undefined;
	const sealed = Buffer.from(new URL(address).searchParams.get(PARAMETER) ?? '', 'base64url');
	if (sealed.length < IV_BYTES + TAG_BYTES) return undefined;
	try {
		const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, IV_BYTES), {
			authTagLength: TAG_BYTES,
		});
		decipher.setAAD(boundTo(plainAddress(address))).setAuthTag(sealed.subarray(-TAG_BYTES));
		const text = Buffer.concat([
			decipher.update(sealed.subarray(IV_BYTES, -TAG_BYTES)),
			decipher.final(),
		]);
		return { former: (JSON.parse(text.toString('utf8')) as Registration | null) ?? undefined };
	} catch {
		return undefined;
	}
}

/** The memory of one trigger opens at no other. */
function boundTo(testAddress: string): Buffer {
	return Buffer.from(testAddress, 'utf8');
}

/**
 * Whether two addresses belong to the same trigger: the same n8n, the same node, production or
 * test. The last two parts of an n8n webhook address are the node's own id and the path. Another
 * host is another n8n: a copy of the workflow there, which has the same id, must not lose its
 * registration to this one.
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
 * What a slot holds, and what that remembers, and so on: the newest first. A memory that this
 * credential did not write is ignored.
 * @param key of the credential's memories
 */
export function subscriptionsIn(
	registered: Registration | undefined,
	key: Buffer | undefined,
): Registration[] {
	const chain: Registration[] = [];
	for (
		let link = registered;
		link && chain.length < LONGEST_CHAIN;
		link = previousIn(link.url, key)?.former
	) {
		chain.push(link);
	}
	return chain;
}

/** Whether a chain ends at a memory that this credential did not write. */
export function endsAtForeign(chain: readonly Registration[], key: Buffer | undefined): boolean {
	const last = chain.at(-1);
	return last !== undefined && carriesPrevious(last.url) && !previousIn(last.url, key);
}

/**
 * What stands in the slot, or would come back to it, and belongs to somebody else than the trigger
 * at `address`.
 */
export function foreignIn(
	chain: readonly Registration[],
	address: string,
): Registration | undefined {
	return chain.find(({ url }) => !isSameTrigger(url, address));
}

/**
 * What a test takes the place of: neither itself nor an earlier test of the same trigger, which was
 * never given back.
 */
export function replacedBy(
	chain: readonly Registration[],
	address: string,
): Registration | undefined {
	return chain.find(
		({ url }) =>
			plainAddress(url) !== address && !(isSameTrigger(url, address) && carriesPrevious(url)),
	);
}

/** What has to stand in the slot when the trigger at `address` leaves it. */
export type Leaving =
	| { kind: 'keep' }
	| { kind: 'clear' }
	| { kind: 'giveBack'; former: Registration };

/**
 * n8n ends a test and an un-publishing by the same call, and tells them apart by nothing but the
 * address (n8n 2.41, `test-webhooks.js :: deactivateWebhooks`).
 * @param address the test address at the end of a test, the production address when the workflow is
 *   un-published
 */
export function leavingOf(chain: readonly Registration[], address: string): Leaving {
	const [registered] = chain;
	if (!registered || !isSameTrigger(registered.url, address)) return { kind: 'keep' };
	const isOwnTurn = plainAddress(registered.url) === address;
	// A test ends, and the workflow was published while it ran: the production address is where it
	// belongs.
	if (!isOwnTurn && !carriesPrevious(registered.url)) return { kind: 'keep' };
	// Un-published while a test address is there: neither of the two may remain.
	const former = isOwnTurn ? replacedBy(chain, address) : foreignIn(chain, address);
	return former && former !== registered ? { kind: 'giveBack', former } : { kind: 'clear' };
}

/**
 * Whether a service on the internet can't reach an address, because it names this machine or a
 * private network (RFC 1918, 4193, 6598, link-local). Only what is written is looked at: names are
 * not resolved.
 */
export function isPrivateAddress(address: string): boolean {
	if (!URL.canParse(address)) return false;
	// A name may end with the dot of the root: localhost. is localhost.
	const host = new URL(address).hostname.replace(/^\[|\]$|\.$/g, '').toLowerCase();
	return isLocalName(host) || isPrivateIPv4(host) || isPrivateIPv6(host);
}

function isLocalName(host: string): boolean {
	return /(^|\.)(localhost|local|internal|lan|home\.arpa)$/.test(host) || !/[.:]/.test(host);
}

function isPrivateIPv4(host: string): boolean {
	const parts = /^(\d+)\.(\d+)\.\d+\.\d+$/.exec(host);
	if (!parts) return false;
	const [first, second] = [Number(parts[1]), Number(parts[2])];
	return (
		[0, 10, 127].includes(first) ||
		(first === 100 && second >= 64 && second < 128) ||
		(first === 169 && second === 254) ||
		(first === 172 && second >= 16 && second < 32) ||
		(first === 192 && second === 168)
	);
}

function isPrivateIPv6(host: string): boolean {
	if (!host.includes(':')) return false;
	// URL writes a mapped address in hexadecimal: ::ffff:127.0.0.1 is ::ffff:7f00:1.
	const mapped = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(host);
	if (mapped) {
		const [high, low] = [parseInt(String(mapped[1]), 16), parseInt(String(mapped[2]), 16)];
		return isPrivateIPv4([high >> 8, high & 255, low >> 8, low & 255].join('.'));
	}
	const first = parseInt(host, 16) || 0;
	return (
		host === '::1' || host === '::' || (first & 0xfe00) === 0xfc00 || (first & 0xffc0) === 0xfe80
	);
}
