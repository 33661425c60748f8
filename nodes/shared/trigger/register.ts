import {
	type IHookFunctions,
	type INode,
	NodeApiError,
	NodeOperationError,
	sleep,
} from 'n8n-workflow';
import {
	subscriptionsIn,
	endsAtForeign,
	carriesPrevious,
	replacedBy,
	isPrivateAddress,
	leavingOf,
	type Registration,
	foreignIn,
	withPrevious,
} from '../../../core/webhook/subscription';
import { asNodeError, helpOf, nodeError } from '../errors/failure';
import type { ApiClient } from '../client/service';

/**
 * Merges an error's description into its message: for a failed publication n8n shows only the
 * message (n8n 2.41, `publication-status-reporter.js`), and likewise for a failed test unless an
 * API rejected it.
 */
export function spelledOut(node: INode, error: unknown): NodeApiError | NodeOperationError {
	const known = asNodeError(node, error);
	const what = known.message.replace(/(?<![.\s])[.\s]*$/, '.');
	const advice = (known.description ?? '').replace(/\s+/g, ' ').trim();
	known.message = [what, advice, `More: ${helpOf(known)}`].filter(Boolean).join(' ');
	known.description = undefined;
	return known;
}

/** Returns the error for a webhook URL that the service can't reach. */
export function unreachable(
	context: IHookFunctions,
	{ service }: Subscription,
	address: string,
): NodeOperationError {
	if (address === '') {
		return nodeError(context.getNode(), 'WEBHOOK_URL_MISSING', 'n8n gave this trigger no address');
	}
	return nodeError(
		context.getNode(),
		'WEBHOOK_URL_PRIVATE',
		`${service} can't reach ${new URL(address).origin}, the address of this n8n`,
		'The address is of this machine or of a private network. Set the environment variable WEBHOOK_URL of n8n to the address under which it is reached from the internet, such as https://n8n.example.com/, restart n8n, and publish again. To try it without, set Registration to "By Hand".',
	);
}

/**
 * Returns the error for another system's registered URL.
 * @param isBehindTest whether it will be restored at the end of an interrupted test of this trigger
 */
function occupied(
	context: IHookFunctions,
	{ service, owner }: Subscription,
	{ url }: Registration,
	isBehindTest: boolean,
): NodeOperationError {
	const what = isBehindTest
		? `An earlier test of this trigger took its place and did not put it back: switch on Options › Replace Other Registration, click "Execute step", and stop listening. Then it is back.`
		: `Whoever reads events there would get no more: if that is what you want, switch on Options › Replace Other Registration. Otherwise use another ${owner}, or one trigger for all workflows.`;
	return nodeError(
		context.getNode(),
		'REGISTRATION_TAKEN',
		`${service} already sends its events to ${withoutQuery(url)}`,
		`Each ${owner} has one webhook address, and this one is not of this trigger. Nothing was changed. ${what}`,
	);
}

/** Removes the query of a URL: it may contain a token, and messages are stored and shown. */
function withoutQuery(address: string): string {
	return address.replace(/\?.*/s, '?…');
}

/** Returns the error for a weak webhook secret in the credential. */
export function weakSecret(context: IHookFunctions, weakness: string): NodeOperationError {
	return nodeError(
		context.getNode(),
		'SECRET_WEAK',
		weakness,
		'Enter at least 32 random characters, at the service and in the credential. Nothing was changed.',
	);
}

/**
 * A service's only webhook registration, as a trigger uses it. Every call rejects with the error of
 * the service's client.
 */
export interface Subscription {
	/** the service's name in messages, e.g. `KillB` */
	service: string;
	/** the owner of the registration, e.g. `API key` */
	owner: string;
	/** Reads the current registration; undefined where there is none. */
	read(): Promise<Registration | undefined>;
	/** Registers a URL in place of any existing one. */
	write(registration: Registration, isOccupied: boolean): Promise<void>;
	clear(): Promise<void>;
	/**
	 * the credential's key for previous registrations; undefined while it has none and so can't have
	 * written one
	 */
	previousKey: Buffer | undefined;
	/** Returns that key, which is generated where there is none. */
	makePreviousKey(isOccupied: boolean): Promise<Buffer>;
	/** whether the service rejects private addresses, which it could not reach anyway */
	rejectsPrivate: boolean;
	/** the events that this trigger needs; undefined for all */
	events: readonly string[] | undefined;
}

/** Skips the cleanup that n8n runs after a failed `create`, because nothing was registered. */
export function registerNothing(context: IHookFunctions): void {
	neverWritten.add(String(context.getNodeWebhookUrl('default') ?? ''));
}

/**
 * Returns the registration of a trigger. It needs a valid credential, so it is not called where the
 * user registers by hand.
 */
export type SubscriptionOf = (context: IHookFunctions) => Promise<Subscription>;

/** Whether the user registers the URL by hand. */
function isManual(context: IHookFunctions): boolean {
	return context.getNodeParameter('registration', 'automatic') === 'manual';
}

/**
 * URLs whose registration failed before anything was written. n8n calls `delete` right after a
 * failed `create`, in the same process, and attempts the pair five times (n8n 2.41,
 * `trigger-activation-retry.js`), for 84 seconds at most. There is nothing to undo, and a lookup
 * would add load to a failing service and use up the time in which n8n reports the reason.
 */
const neverWritten = new Set<string>();

/**
 * Registers this trigger's URL: the production URL permanently, the test URL together with the
 * registration that it replaces.
 * @throws NodeOperationError when another system's URL is registered and may not be replaced, or
 *   the service can't reach n8n;
 * NodeApiError when the service rejects a request
 */
export async function subscribe(
	context: IHookFunctions,
	subscriptionOf: SubscriptionOf,
): Promise<boolean> {
	if (isManual(context)) return true;
	const slot = await subscriptionOf(context);
	const address = String(context.getNodeWebhookUrl('default') ?? '');
	neverWritten.add(address);
	if (address === '' || (slot.rejectsPrivate && isPrivateAddress(address))) {
		throw unreachable(context, slot, address);
	}
	const { url, isOccupied } = await decideWhatToWrite(context, slot, address);
	neverWritten.delete(address);
	await slot.write(registrationOf(slot, url), isOccupied);
	return true;
}

async function decideWhatToWrite(context: IHookFunctions, slot: Subscription, address: string) {
	const chain = await readChain(context, slot);
	const foreign = foreignIn(chain, address);
	// Writes nothing, not even what an earlier test should have restored: anyone who may change the
	// registration could choose its content.
	if (foreign && context.getNodeParameter('settings.takeOver', false) !== true) {
		throw occupied(context, slot, foreign, foreign !== chain[0]);
	}
	const isOccupied = chain.length > 0;
	if (chain[0] && carriesPrevious(chain[0].url)) {
		context.logger.warn(
			`${context.getNode().name}: an earlier test run had left its address at ${slot.service}; that is repaired now.`,
		);
	}
	if (context.getActivationMode() !== 'manual') return { url: address, isOccupied };
	const key = await slot.makePreviousKey(isOccupied);
	return { url: withPrevious(address, replacedBy(chain, address), key), isOccupied };
}

async function readChain(context: IHookFunctions, slot: Subscription): Promise<Registration[]> {
	const chain = subscriptionsIn(await slot.read(), slot.previousKey);
	if (endsAtForeign(chain, slot.previousKey)) {
		context.logger.warn(
			`${context.getNode().name}: the address that is registered at ${slot.service} says what to register after it, and this credential did not write that. It is ignored. If nothing else uses this ${slot.owner}, look who may change its webhook.`,
		);
	}
	return chain;
}

/** The number of attempts to unregister; the pauses between them are half a second and a second. */
const MAXIMUM_ATTEMPTS = 3;

/**
 * Unregisters this trigger's URL and restores the registration that a test replaced. Another
 * system's URL stays.
 * @returns false when the service could not be reached; un-publishing continues nevertheless, and
 *   the log says what remains
 */
export async function unsubscribe(
	context: IHookFunctions,
	subscriptionOf: SubscriptionOf,
): Promise<boolean> {
	if (isManual(context)) return true;
	const slot = await subscriptionOf(context);
	const address = String(context.getNodeWebhookUrl('default') ?? '');
	if (neverWritten.delete(address)) return true;
	// A private URL can't have been registered.
	if (slot.rejectsPrivate && isPrivateAddress(address)) return true;
	for (let attempt = 1; ; attempt++) {
		try {
			await leave(context, slot, address);
			return true;
		} catch (error) {
			if (attempt === MAXIMUM_ATTEMPTS) {
				logRemains(context, slot, address, error as Error);
				return false;
			}
			await sleep(500 * attempt);
		}
	}
}

async function leave(context: IHookFunctions, slot: Subscription, address: string): Promise<void> {
	const leaving = leavingOf(await readChain(context, slot), address);
	if (leaving.kind === 'clear') await slot.clear();
	if (leaving.kind === 'giveBack') await slot.write(leaving.former, true);
}

function logRemains(
	context: IHookFunctions,
	slot: Subscription,
	address: string,
	{ message }: Error,
): void {
	context.logger.error(
		`${context.getNode().name}: ${slot.service} could not be told to stop sending to ${address} (${message}). The address stays registered there. The next test or publication of this trigger repairs it; or remove it at ${slot.service} by hand.`,
	);
}

function registrationOf({ events }: Subscription, url: string): Registration {
	return events ? { url, events, active: true } : { url };
}

/**
 * n8n allows 84 seconds for a publication and attempts a failed registration five times, with
 * pauses of 15 seconds in total (n8n 2.41, `workflow-publication-outbox-consumer.js`). The user
 * learns the reason only if all five attempts fit in.
 */
const TIMEOUT_MS = 10_000;

/**
 * Returns a client with a registration's shorter timeout. The services' answers here are not fully
 * documented: those about a missing or changed registration may be empty.
 */
export function registrationClient(api: ApiClient): ApiClient {
	return {
		send: async (request) =>
			await api.send({ timeoutMs: TIMEOUT_MS, mayBeEmpty: true, ...request }),
	};
}
