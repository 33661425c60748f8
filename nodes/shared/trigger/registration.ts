import type { IHookFunctions } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';
import { isPrivateAddress } from '../../../core/webhook/address';
import type { Registration } from '../../../core/webhook/slot';
import {
	chainOf,
	heldBefore,
	leavingOf,
	isForTest,
	plainAddress,
	strangerIn,
	withMemory,
} from '../../../core/webhook/slot';
import { occupied, unreachable } from './registrationErrors';

/** A service's one webhook slot, as a trigger uses it. Every call rejects with the error of the service's client. */
export interface Slot {
	/** how messages name the service, e.g. `KillB` */
	service: string;
	/** what the slot is of, e.g. `API key` */
	owner: string;
	/** @returns undefined for an empty slot */
	read(): Promise<Registration | undefined>;
	/** Registers an address over whatever the slot holds. */
	write(registration: Registration, isOccupied: boolean): Promise<void>;
	clear(): Promise<void>;
	/** whether the service turns private addresses away; they could not be reached anyway */
	refusesPrivate: boolean;
	/** the events that this trigger needs; undefined where the service sends all */
	events: readonly string[] | undefined;
}

/** Makes the `delete` that follows look at nothing, after a `create` that registered nothing. */
export function registerNothing(context: IHookFunctions): void {
	neverWritten.add(String(context.getNodeWebhookUrl('default') ?? ''));
}

/** Finds the slot of a trigger. It needs a usable credential, so it is not asked where the user registers by hand. */
export type SlotOf = (context: IHookFunctions) => Promise<Slot>;

/** Whether the user registers the address by hand. */
function isManual(context: IHookFunctions): boolean {
	return context.getNodeParameter('registration', 'automatic') === 'manual';
}

/**
 * The addresses whose registration failed before anything was written. n8n calls `delete` right after a failed `create`, in the
 * same process, and tries the pair five times (n8n 2.41, `trigger-activation-retry.js`), for 84 seconds at most: there is nothing
 * to undo, and looking would press a service that has just refused, and use up the time in which n8n reports the reason.
 */
const neverWritten = new Set<string>();

/**
 * Puts this trigger's address into the slot: the production address for good, the test address with the memory of what it
 * takes the place of.
 * @throws NodeOperationError when somebody else's address is there and may not be replaced, or this n8n can't be reached;
 * NodeApiError for whatever the service refuses
 */
export async function takeSlot(context: IHookFunctions, slotOf: SlotOf): Promise<boolean> {
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

async function decideWhatToWrite(context: IHookFunctions, slot: Slot, address: string) {
	const chain = chainOf(await slot.read());
	const stranger = strangerIn(chain, address);
	if (stranger && context.getNodeParameter('settings.takeOver', false) !== true) {
		if (stranger !== chain[0]) await giveBackLate(context, slot, stranger);
		throw occupied(context, slot, plainAddress(stranger.url));
	}
	const isTest = context.getActivationMode() === 'manual';
	if (chain[0] && isForTest(chain[0].url)) {
		context.logger.warn(
			`${context.getNode().name}: an earlier test run had left its address at ${slot.service}; that is repaired now.`,
		);
	}
	return {
		url: isTest ? withMemory(address, heldBefore(chain, address)) : address,
		isOccupied: chain.length > 0,
	};
}

/** Somebody's address that a test run could not give back when it ended. */
async function giveBackLate(
	context: IHookFunctions,
	slot: Slot,
	stranger: Registration,
): Promise<void> {
	await slot.write(stranger, true);
	context.logger.warn(
		`${context.getNode().name}: gave the slot at ${slot.service} back to ${plainAddress(stranger.url)}, which an earlier test run had not done.`,
	);
}

/** How often leaving is tried; the pauses between are half a second and a second. */
const TRIES = 3;

/**
 * Takes this trigger's address out of the slot, and puts back what a test took the place of. Somebody else's address stays.
 * @returns false when the service could not be told; un-publishing goes on all the same, and the log says what remains
 */
export async function leaveSlot(context: IHookFunctions, slotOf: SlotOf): Promise<boolean> {
	if (isManual(context)) return true;
	const slot = await slotOf(context);
	const address = String(context.getNodeWebhookUrl('default') ?? '');
	if (neverWritten.delete(address)) return true;
	// It can't have been registered.
	if (slot.refusesPrivate && isPrivateAddress(address)) return true;
	for (let attempt = 1; ; attempt++) {
		try {
			await leave(slot, address);
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

async function leave(slot: Slot, address: string): Promise<void> {
	const leaving = leavingOf(chainOf(await slot.read()), address);
	if (leaving.kind === 'clear') await slot.clear();
	if (leaving.kind === 'giveBack') await slot.write(leaving.former, true);
}

function logRemains(
	context: IHookFunctions,
	slot: Slot,
	address: string,
	{ message }: Error,
): void {
	context.logger.error(
		`${context.getNode().name}: ${slot.service} could not be told to stop sending to ${address} (${message}). The address stays registered there. The next test or publication of this trigger repairs it; or remove it at ${slot.service} by hand.`,
	);
}

function registrationOf({ events }: Slot, url: string): Registration {
	return events ? { url, events, active: true } : { url };
}
