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
import { GuardError, withHelp } from '../errors/failure';
import type { ApiClient } from '../client/service';

/**
 * An error whose message says everything: of a failed publication n8n tells the message alone,
 * never the description (n8n 2.41, `publication-status-reporter.js`), and so it does of a failed
 * test unless an API refused.
 */
export function spelledOut(node: INode, error: unknown): NodeApiError | NodeOperationError {
	const isOurs = error instanceof NodeApiError || error instanceof NodeOperationError;
	const { description } = error instanceof GuardError ? error : {};
	const known = withHelp(
		isOurs
			? error
			: new NodeOperationError(node, error as Error, { ...(description ? { description } : {}) }),
	);
	const { help } = known.context.data as { help: string };
	const what = known.message.replace(/(?<![.\s])[.\s]*$/, '.');
	const advice = (known.description ?? '').replace(/\s+/g, ' ').trim();
	known.message = [what, advice, `More: ${help}`].filter(Boolean).join(' ');
	known.description = undefined;
	return known;
}

/** The service can't send to the address of this n8n. */
export function unreachable(
	context: IHookFunctions,
	{ service }: Subscription,
	address: string,
): NodeOperationError {
	if (address === '') {
		return new NodeOperationError(context.getNode(), 'n8n gave this trigger no address');
	}
	return new NodeOperationError(
		context.getNode(),
		`${service} can't reach ${new URL(address).origin}, the address of this n8n`,
		{
			description: `The address is of this machine or of a private network. Set the environment variable WEBHOOK_URL of n8n to the address under which it is reached from the internet, such as https://n8n.example.com/, restart n8n, and publish again. To try it without, set Registration to "By Hand".`,
		},
	);
}

/**
 * Another's address is in the slot.
 * @param isBehindTest whether it comes back at the end of a test of this trigger, which did not end
 *   as it should
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
	return new NodeOperationError(
		context.getNode(),
		`${service} already sends its events to ${withoutQuery(url)}`,
		{
			description: `Each ${owner} has one webhook address, and this one is not of this trigger. Nothing was changed. ${what}`,
		},
	);
}

/** A query may hold a token, and a message is stored and shown. */
function withoutQuery(address: string): string {
	return address.replace(/\?.*/s, '?…');
}

/** The credential names a webhook secret that protects nothing. */
export function weakSecret(context: IHookFunctions, weakness: string): NodeOperationError {
	return new NodeOperationError(context.getNode(), weakness, {
		description:
			'Enter at least 32 random characters, at the service and in the credential. Nothing was changed.',
	});
}

/**
 * A service's one webhook slot, as a trigger uses it. Every call rejects with the error of the
 * service's client.
 */
export interface Subscription {
	/** how messages name the service, e.g. `KillB` */
	service: string;
	/** what the slot is of, e.g. `API key` */
	owner: string;
	/** @returns undefined for an empty slot */
	read(): Promise<Registration | undefined>;
	/** Registers an address over whatever the slot holds. */
	write(registration: Registration, isOccupied: boolean): Promise<void>;
	clear(): Promise<void>;
	/**
	 * the key of this credential's memories; undefined while it has none, and so can't have written
	 * one
	 */
	memoryKey: Buffer | undefined;
	/** @returns that key, which is made where there is none */
	makeMemoryKey(isOccupied: boolean): Promise<Buffer>;
	/** whether the service turns private addresses away; they could not be reached anyway */
	refusesPrivate: boolean;
	/** the events that this trigger needs; undefined where the service sends all */
	events: readonly string[] | undefined;
}

/** Makes the `delete` that follows look at nothing, after a `create` that registered nothing. */
export function registerNothing(context: IHookFunctions): void {
	neverWritten.add(String(context.getNodeWebhookUrl('default') ?? ''));
}

/**
 * Finds the slot of a trigger. It needs a usable credential, so it is not asked where the user
 * registers by hand.
 */
export type SubscriptionOf = (context: IHookFunctions) => Promise<Subscription>;

/** Whether the user registers the address by hand. */
function isManual(context: IHookFunctions): boolean {
	return context.getNodeParameter('registration', 'automatic') === 'manual';
}

/**
 * The addresses whose registration failed before anything was written. n8n calls `delete` right
 * after a failed `create`, in the same process, and tries the pair five times (n8n 2.41,
 * `trigger-activation-retry.js`), for 84 seconds at most: there is nothing to undo, and looking
 * would press a service that has just refused, and use up the time in which n8n reports the reason.
 */
const neverWritten = new Set<string>();

/**
 * Puts this trigger's address into the slot: the production address for good, the test address with
 * the memory of what it takes the place of.
 * @throws NodeOperationError when somebody else's address is there and may not be replaced, or this
 *   n8n can't be reached;
 * NodeApiError for whatever the service refuses
 */
export async function subscribe(context: IHookFunctions, slotOf: SubscriptionOf): Promise<boolean> {
	if (isManual(context)) return true;
	const slot = await slotOf(context);
	const address = String(context.getNodeWebhookUrl('default') ?? '');
	neverWritten.add(address);
	if (address === '' || (slot.refusesPrivate && isPrivateAddress(address))) {
		throw unreachable(context, slot, address);
	}
	const { url, isOccupied } = await decideWhatToWrite(context, slot, address);
	neverWritten.delete(address);
	await slot.write(registrationOf(slot, url), isOccupied);
	return true;
}

async function decideWhatToWrite(context: IHookFunctions, slot: Subscription, address: string) {
	const chain = await readChain(context, slot);
	const stranger = foreignIn(chain, address);
	// Writes nothing, not even what an earlier test left undone: who may write to the slot would
	// decide what.
	if (stranger && context.getNodeParameter('settings.takeOver', false) !== true) {
		throw occupied(context, slot, stranger, stranger !== chain[0]);
	}
	const isOccupied = chain.length > 0;
	if (chain[0] && carriesPrevious(chain[0].url)) {
		context.logger.warn(
			`${context.getNode().name}: an earlier test run had left its address at ${slot.service}; that is repaired now.`,
		);
	}
	if (context.getActivationMode() !== 'manual') return { url: address, isOccupied };
	const key = await slot.makeMemoryKey(isOccupied);
	return { url: withPrevious(address, replacedBy(chain, address), key), isOccupied };
}

async function readChain(context: IHookFunctions, slot: Subscription): Promise<Registration[]> {
	const chain = subscriptionsIn(await slot.read(), slot.memoryKey);
	if (endsAtForeign(chain, slot.memoryKey)) {
		context.logger.warn(
			`${context.getNode().name}: the address that is registered at ${slot.service} says what to register after it, and this credential did not write that. It is ignored. If nothing else uses this ${slot.owner}, look who may change its webhook.`,
		);
	}
	return chain;
}

/** How often leaving is tried; the pauses between are half a second and a second. */
const TRIES = 3;

/**
 * Takes this trigger's address out of the slot, and puts back what a test took the place of.
 * Somebody else's address stays.
 * @returns false when the service could not be told; un-publishing goes on all the same, and the
 *   log says what remains
 */
export async function unsubscribe(
	context: IHookFunctions,
	slotOf: SubscriptionOf,
): Promise<boolean> {
	if (isManual(context)) return true;
	const slot = await slotOf(context);
	const address = String(context.getNodeWebhookUrl('default') ?? '');
	if (neverWritten.delete(address)) return true;
	// It can't have been registered.
	if (slot.refusesPrivate && isPrivateAddress(address)) return true;
	for (let attempt = 1; ; attempt++) {
		try {
			await leave(context, slot, address);
			return true;
		} catch (error) {
			if (attempt === TRIES) {
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
 * n8n gives a publication 84 seconds and tries a refused registration five times, with pauses of 15
 * seconds in all (n8n 2.41, `workflow-publication-outbox-consumer.js`). Only when five tries fit in
 * does the user learn the reason.
 */
const TIMEOUT_MS = 10_000;

/**
 * A client that waits no longer for an answer than a registration can. What the services answer
 * here is not documented in full: an empty slot, and a change of it, may be answered with nothing.
 */
export function registrationClient(api: ApiClient): ApiClient {
	return {
		send: async (request) =>
			await api.send({ timeoutMs: TIMEOUT_MS, mayBeEmpty: true, ...request }),
	};
}
