import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** The registration of a service's only webhook (killb.md 4.1, kernelhost.md 9). */
export interface Registration {
	readonly url: string;
	/** the events that the service sends; undefined for all */
	readonly events?: readonly string[];
	/** whether the service sends events; undefined where it can't be switched off */
	readonly active?: boolean;
}

/**
 * The query parameter in which a test run's URL stores the previous registration. The registration
 * itself is the only storage that survives a cancelled test, a crash and a restart, and that every
 * n8n process sees. Anyone who may change the registration could also write this parameter, and its
 * URL would be registered at the end of the test; and the previous URL may contain a token. So the
 * parameter is encrypted and authenticated (AES-256-GCM) with a key that only the credential has.
 */
const PARAMETER = 'gives-back';

/** Bytes of the initialisation vector and of the tag, as NIST SP 800-38D recommends them. */
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** The registration that a test replaced; `former` is undefined where there was none. */
export interface Previous {
	readonly former: Registration | undefined;
}

/**
 * Derives a credential's key for previous registrations.
 * @param secret random characters that only the credential has: the secret of KernelHost's API key
 *   (kernelhost.md 3), or the one that was generated for KillB's credential
 */
export function previousKeyFrom(secret: string): Buffer {
	return Buffer.from(hkdfSync('sha256', secret, '', 'webhook memory', 32));
}

/** Returns the URL without the previous registration. */
export function plainAddress(address: string): string {
	if (!carriesPrevious(address)) return address;
	const url = new URL(address);
	url.searchParams.delete(PARAMETER);
	return url.toString();
}

/**
 * Whether a URL contains a previous registration, of any origin: it was registered for a test run.
 */
export function carriesPrevious(address: string): boolean {
	return URL.canParse(address) && new URL(address).searchParams.has(PARAMETER);
}

/**
 * Returns a test URL that contains the registration it replaces.
 * @param key 32 bytes
 */
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
 * Returns the previous registration in a URL.
 * @param key undefined where the credential has none yet, so it can't have written one
 * @returns undefined for a URL without one, or with one that this credential did not write for this
 *   URL
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

/**
 * Returns the authenticated data: the previous registration in one trigger's URL can't be opened by
 * another's.
 */
function boundTo(testAddress: string): Buffer {
	return Buffer.from(testAddress, 'utf8');
}

/**
 * Whether two URLs belong to the same trigger: the same instance and node, production or test. The
 * last two parts of an n8n webhook URL are the node's ID and the path. Another host is another
 * instance: a copy of the workflow there has the same ID and must not lose its registration to this
 * one.
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

/**
 * How many tests in a row may have failed to restore the previous registration; no real use has
 * more.
 */
const LONGEST_CHAIN = 8;

/**
 * Returns the current registration and the ones it replaced, newest first. One that this credential
 * did not write is ignored.
 * @param key for the credential's previous registrations
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

/** Whether a chain ends at a previous registration that this credential did not write. */
export function endsAtForeign(chain: readonly Registration[], key: Buffer | undefined): boolean {
	const last = chain.at(-1);
	return last !== undefined && carriesPrevious(last.url) && !previousIn(last.url, key);
}

/**
 * Returns the registration, current or to be restored, that does not belong to the trigger at
 * `address`.
 */
export function foreignIn(
	chain: readonly Registration[],
	address: string,
): Registration | undefined {
	return chain.find(({ url }) => !isSameTrigger(url, address));
}

/**
 * Returns the registration that a test replaces: neither its own nor one that an earlier test of
 * the same trigger left behind.
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

/** What to do with the registration when a trigger leaves. */
export type Leaving =
	| { kind: 'keep' }
	| { kind: 'clear' }
	| { kind: 'giveBack'; former: Registration };

/**
 * Returns what to do with the registration when the trigger at `address` leaves. n8n makes the same
 * call at the end of a test and when a workflow is un-published; only the URL differs (n8n 2.41,
 * `test-webhooks.js :: deactivateWebhooks`).
 * @param address the test URL at the end of a test, the production URL when the workflow is
 *   un-published
 */
export function leavingOf(chain: readonly Registration[], address: string): Leaving {
	const [registered] = chain;
	if (!registered || !isSameTrigger(registered.url, address)) return { kind: 'keep' };
	const isOwnTurn = plainAddress(registered.url) === address;
	// The workflow was published during the test: keep the production URL.
	if (!isOwnTurn && !carriesPrevious(registered.url)) return { kind: 'keep' };
	// Un-published during a test: remove both URLs.
	const former = isOwnTurn ? replacedBy(chain, address) : foreignIn(chain, address);
	return former && former !== registered ? { kind: 'giveBack', former } : { kind: 'clear' };
}

/**
 * Whether a URL's host is this machine or in a private network (RFC 1918, 4193, 6598, link-local),
 * so that a service on the internet can't reach it. Names are not resolved.
 */
export function isPrivateAddress(address: string): boolean {
	if (!URL.canParse(address)) return false;
	// A name may end with a dot: localhost. is localhost.
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
	// URL writes an IPv4-mapped address in hexadecimal: ::ffff:127.0.0.1 is ::ffff:7f00:1.
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
