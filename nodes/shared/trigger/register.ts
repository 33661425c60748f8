import { type IHookFunctions, type NodeOperationError, sleep } from 'n8n-workflow';
import {
	type Owner,
	ownerIn,
	ownerKey,
	type Trigger,
	triggerId,
	withOwner,
} from '../../../core/webhook/owner';
import { isPrivateAddress } from '../../../core/webhook/privateAddress';
import {
	subscriptionsIn,
	endsAtForeign,
	carriesPrevious,
	plainAddress,
	replacedBy,
	leavingOf,
	normalizedAddress,
	type Registration,
	foreignIn,
	withPrevious,
} from '../../../core/webhook/subscription';
import { nodeError } from '../errors/failure';
import type { ApiClient } from '../client/service';
import { isAbandoned } from '../client/ownAddress';

/** Returns the trigger's URL as the service gets it: n8n uses `WEBHOOK_URL` as it was written. */
function addressOf(context: IHookFunctions): string {
	return normalizedAddress(String(context.getNodeWebhookUrl('default') ?? ''));
}

/** Returns the trigger as it looks at registrations. */
function triggerOf(context: IHookFunctions): Trigger {
	const { id, webhookId } = context.getNode();
	const workflow = context.getWorkflow();
	return {
		address: addressOf(context),
		trigger: triggerId(workflow.id ?? '', id),
		workflow: workflow.name ?? '',
		// `<webhook ID>/webhook`, or `<workflow>/<node>/webhook` for a node without one (n8n.md 2.4).
		pathLength: webhookId === undefined ? 3 : 2,
		key: ownerKey(context.getInstanceId()),
	};
}

/**
 * Rejects a webhook URL that the service can't reach, or that would send personal data in plain
 * text.
 */
function rejectAddress(context: IHookFunctions, slot: Subscription, address: string): void {
	if (address === '') {
		throw nodeError(
			context.getNode(),
			'WEBHOOK_URL_MISSING',
			'n8n gave this trigger no URL',
			'Save the workflow and publish it again.',
		);
	}
	const { webhookId, name } = context.getNode();
	// n8n looks for the decoded path, but has stored the encoded one (n8n 2.41, `webhook.service.js`).
	if (webhookId === undefined && encodeURIComponent(name) !== name) {
		throw nodeError(
			context.getNode(),
			'WEBHOOK_URL_NOT_SERVED',
			`n8n would not deliver events to "${name}": the node was imported without a webhook ID, and its name has a space or a special character`,
			'Rename the node to a single word, save the workflow and publish it again.',
		);
	}
	if (!slot.needsPublicUrl) return;
	const { origin, protocol } = new URL(address);
	const advice =
		'Set n8n’s environment variable WEBHOOK_URL to its public URL, such as https://n8n.example.com/, restart n8n and publish again.';
	if (isPrivateAddress(address)) {
		throw nodeError(
			context.getNode(),
			'WEBHOOK_URL_PRIVATE',
			`${slot.service} can't reach your n8n at ${origin}`,
			`This URL is private or loopback. ${advice}`,
		);
	}
	if (protocol !== 'https:') {
		throw nodeError(
			context.getNode(),
			'WEBHOOK_URL_NOT_HTTPS',
			`n8n’s URL ${origin} does not use https`,
			`Events contain personal data, which others could read in transit. ${advice}`,
		);
	}
}

/**
 * Returns the error for another registration.
 * @param other its owner, where it is of this n8n
 * @param isBehindTest whether it will be restored at the end of an interrupted test of this trigger
 */
function occupied(
	context: IHookFunctions,
	{ service, owner }: Subscription,
	{ url }: Registration,
	{ other, isBehindTest }: { other: Owner | undefined; isBehindTest: boolean },
): NodeOperationError {
	const message = other
		? `The workflow "${other.workflow}" already gets the events of this ${owner}: unpublish it, or turn on Options › Replace Other Registration here`
		: isBehindTest
			? `An interrupted test did not restore ${withoutQuery(url)} at ${service}: turn on Options › Replace Other Registration, click "Execute step", then stop listening`
			: `${service} already sends the events of this ${owner} to ${withoutQuery(url)}: use another ${owner}, or turn on Options › Replace Other Registration`;
	return nodeError(context.getNode(), 'REGISTRATION_TAKEN', message);
}

/** Removes the query of a URL: it may contain a token, and messages are stored and shown. */
function withoutQuery(address: string): string {
	return address.replace(/\?.*/s, '?…');
}

/** Returns the error for a service that does not show what was written. */
function notStored(
	context: IHookFunctions,
	{ service }: Subscription,
	found: Registration | undefined,
): NodeOperationError {
	const shows = found
		? `shows ${withoutQuery(found.url)}${found.active === false ? ', disabled,' : ''}`
		: 'shows no URL';
	return nodeError(
		context.getNode(),
		'REGISTRATION_NOT_STORED',
		`${service} accepted the URL of this trigger, but ${shows} afterwards`,
		`Something else may have registered at the same time: publish again. If that does not help, enter the URL at ${service} yourself and set Registration to "By Hand".`,
	);
}

/** Returns the error for a weak webhook secret in the credential. */
export function weakSecret(context: IHookFunctions, weakness: string): NodeOperationError {
	return nodeError(
		context.getNode(),
		'SECRET_WEAK',
		weakness,
		'Enter at least 32 random characters, both at the service and in the credential. Nothing was changed.',
	);
}

/** Returns the error for a credential without a webhook secret. */
export function missingSecret(context: IHookFunctions, service: string): NodeOperationError {
	return nodeError(
		context.getNode(),
		'SECRET_MISSING',
		'The credential has no Webhook Secret',
		`Open the credential and enter the secret that ${service} signs its events with. Without it, this trigger would reject every event. Nothing was changed.`,
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
	/** false for a sandbox on this machine, which reaches a private address and needs no TLS */
	needsPublicUrl: boolean;
	/** the events that this trigger needs; undefined for all */
	events: readonly string[] | undefined;
}

/** Skips the cleanup that n8n runs after a failed `create`, because nothing was registered. */
export function registerNothing(context: IHookFunctions): void {
	neverWritten.add(addressOf(context));
}

/**
 * Returns the registration of a trigger. It needs a valid credential, so it is not called where the
 * user registers by hand.
 */
export type SubscriptionOf = (context: IHookFunctions) => Promise<Subscription>;

/** Whether the user registers the URL by hand. */
export function isManual(context: IHookFunctions): boolean {
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
	const trigger = triggerOf(context);
	neverWritten.add(trigger.address);
	rejectAddress(context, slot, trigger.address);
	const { url, isOccupied } = await decideWhatToWrite(context, slot, trigger);
	neverWritten.delete(trigger.address);
	await slot.write(registrationOf(slot, url), isOccupied);
	const stored = await slot.read();
	const isStored = stored?.active !== false && plainAddress(stored?.url ?? '') === trigger.address;
	if (!isStored) throw notStored(context, slot, stored);
	return true;
}

async function decideWhatToWrite(context: IHookFunctions, slot: Subscription, trigger: Trigger) {
	const held = await readChain(context, slot);
	const chain = await withoutAbandoned(context, slot, held, trigger);
	const foreign = foreignIn(chain, trigger);
	// Writes nothing, not even what an earlier test should have restored: anyone who may change the
	// registration could choose its content.
	if (foreign && context.getNodeParameter('settings.takeOver', false) !== true) {
		const other = ownerIn(foreign.url, trigger.key);
		throw occupied(context, slot, foreign, { other, isBehindTest: foreign !== held[0] });
	}
	const isOccupied = held.length > 0;
	if (chain[0] && carriesPrevious(chain[0].url)) {
		context.logger.warn(
			`${context.getNode().name}: an earlier test run left its URL at ${slot.service}; this is now fixed.`,
		);
	}
	const url = withOwner(trigger);
	if (context.getActivationMode() !== 'manual') return { url, isOccupied };
	const key = await slot.makePreviousKey(isOccupied);
	return { url: withPrevious(url, replacedBy(chain, trigger), key), isOccupied };
}

/**
 * Leaves out registrations of other triggers of this n8n that it no longer serves: their removal
 * failed, for example because the credential was deleted before the workflow was unpublished.
 */
async function withoutAbandoned(
	context: IHookFunctions,
	slot: Subscription,
	chain: Registration[],
	trigger: Trigger,
): Promise<Registration[]> {
	const left: Registration[] = [];
	for (const registration of chain) {
		const { url } = registration;
		const owner = ownerIn(url, trigger.key);
		const isAnothers = owner !== undefined && owner.trigger !== trigger.trigger;
		if (isAnothers && (await isAbandoned(context, url, trigger.address))) {
			context.logger.warn(
				`${context.getNode().name}: ${slot.service} still had a URL of the workflow "${owner.workflow}" that n8n no longer serves. It is replaced.`,
			);
		} else {
			left.push(registration);
		}
	}
	return left;
}

async function readChain(context: IHookFunctions, slot: Subscription): Promise<Registration[]> {
	const chain = subscriptionsIn(await slot.read(), slot.previousKey);
	if (endsAtForeign(chain, slot.previousKey)) {
		context.logger.warn(
			`${context.getNode().name}: the URL registered at ${slot.service} names a URL to restore that this credential did not write. It is ignored. If nothing else uses this ${slot.owner}, check who can change its webhook.`,
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
	const trigger = triggerOf(context);
	if (neverWritten.delete(trigger.address)) return true;
	for (let attempt = 1; ; attempt++) {
		try {
			await leave(context, await subscriptionOf(context), trigger);
			return true;
		} catch (error) {
			if (attempt === MAXIMUM_ATTEMPTS) {
				logRemains(context, trigger, error as Error);
				return false;
			}
			await sleep(500 * attempt);
		}
	}
}

async function leave(context: IHookFunctions, slot: Subscription, trigger: Trigger): Promise<void> {
	const leaving = leavingOf(await readChain(context, slot), trigger);
	if (leaving.kind === 'clear') await slot.clear();
	if (leaving.kind === 'giveBack') await slot.write(leaving.former, true);
}

function logRemains(context: IHookFunctions, { address }: Trigger, { message }: Error): void {
	context.logger.error(
		`${context.getNode().name}: could not unregister ${address} at the service (${message}), so events still go there. Publishing or testing a trigger with the same account replaces it; or remove it at the service yourself.`,
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
