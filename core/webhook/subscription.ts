import { isOwn, isSameKind, type Trigger, withoutOwner } from './owner';
import { keyFrom, seal, unseal } from './sealed';

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
	return keyFrom(secret, 'webhook memory');
}

/**
 * Returns a URL in one spelling: host in lower case, without a default port, and so on. Whatever is
 * no URL stays as it is.
 */
export function normalizedAddress(address: string): string {
	return URL.canParse(address) ? new URL(address).toString() : address;
}

/** Returns the URL as n8n knows it: without the owner and the previous registration. */
export function plainAddress(address: string): string {
	const own = withoutOwner(address);
	if (!carriesPrevious(own)) return own;
	const url = new URL(own);
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
	const sealed = seal(JSON.stringify(former ?? null), key, plainAddress(url.toString()));
	url.searchParams.set(PARAMETER, sealed);
	return url.toString();
}

/**
 * Returns the previous registration in a URL. It is bound to the URL: one trigger's can't be opened
 * in another's.
 * @param key undefined where the credential has none yet, so it can't have written one
 * @returns undefined for a URL without one, or with one that this credential did not write for this
 *   URL
 */
export function previousIn(address: string, key: Buffer | undefined): Previous | undefined {
	if (!key || !carriesPrevious(address)) return undefined;
	const sealed = new URL(address).searchParams.get(PARAMETER) ?? '';
	const text = unseal(sealed, key, plainAddress(address));
	if (text === undefined) return undefined;
	return { former: (JSON.parse(text) as Registration | null) ?? undefined };
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

/** Returns the registration, current or to be restored, that is not the trigger's own. */
export function foreignIn(
	chain: readonly Registration[],
	trigger: Trigger,
): Registration | undefined {
	return chain.find(({ url }) => !isOwn(url, trigger));
}

/**
 * Returns the registration that a test replaces: neither its own nor one that an earlier test of
 * the same trigger left behind.
 */
export function replacedBy(
	chain: readonly Registration[],
	trigger: Trigger,
): Registration | undefined {
	return chain.find(
		({ url }) =>
			normalizedAddress(plainAddress(url)) !== trigger.address &&
			!(isOwn(url, trigger) && carriesPrevious(url)),
	);
}

/** What to do with the registration when a trigger leaves. */
export type Leaving =
	| { kind: 'keep' }
	| { kind: 'clear' }
	| { kind: 'giveBack'; former: Registration };

/**
 * Returns what to do with the registration when a trigger leaves. n8n makes the same call at the
 * end of a test and when a workflow is un-published; only the URL differs (n8n 2.41,
 * `test-webhooks.js :: deactivateWebhooks`): the test URL at the end of a test, the production URL
 * when the workflow is un-published.
 */
export function leavingOf(chain: readonly Registration[], trigger: Trigger): Leaving {
	const [registered] = chain;
	if (!registered || !isOwn(registered.url, trigger)) return { kind: 'keep' };
	const isOwnTurn = isSameKind(registered.url, trigger);
	// The workflow was published during the test: keep the production URL.
	if (!isOwnTurn && !carriesPrevious(registered.url)) return { kind: 'keep' };
	// Un-published during a test: remove both URLs.
	const former = isOwnTurn ? replacedBy(chain, trigger) : foreignIn(chain, trigger);
	return former && former !== registered ? { kind: 'giveBack', former } : { kind: 'clear' };
}
