import type { IHookFunctions } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';
import { isPrivateAddress } from '../../../core/webhook/address';
import type { Registration } from '../../../core/webhook/memory';
import { hasMemory, withMemory } from '../../../core/webhook/memory';
import {
	chainOf,
	endsAtForeignMemory,
	heldBefore,
	leavingOf,
	strangerIn,
} from '../../../core/webhook/slot';
import { occupied, type SlotNames, unreachable } from './registrationErrors';

/** A service's one webhook slot, as a trigger uses it. Every call rejects with the error of the service's client. */
export interface Slot extends SlotNames {
	/** @returns undefined for an empty slot */
	read(): Promise<Registration | undefined>;
	/** Registers an address over whatever the slot holds. */
	write(registration: Registration, isOccupied: boolean): Promise<void>;
	clear(): Promise<void>;
	/** the key of this credential's memories; undefined while it has none, and so can't have written one */
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
	const chain = await readChain(context, slot);
	const stranger = strangerIn(chain, address);
	// Writes nothing, not even what an earlier test left undone: who may write to the slot would decide what.
	if (stranger && context.getNodeParameter('settings.takeOver', false) !== true) {
		throw occupied(context, slot, stranger, stranger !== chain[0]);
	}
	const isOccupied = chain.length > 0;
	if (chain[0] && hasMemory(chain[0].url)) {
		context.logger.warn(
			`${context.getNode().name}: an earlier test run had left its address at ${slot.service}; that is repaired now.`,
		);
	}
	if (context.getActivationMode() !== 'manual') return { url: address, isOccupied };
	const key = await slot.makeMemoryKey(isOccupied);
	return { url: withMemory(address, heldBefore(chain, address), key), isOccupied };
}

async function readChain(context: IHookFunctions, slot: Slot): Promise<Registration[]> {
	const chain = chainOf(await slot.read(), slot.memoryKey);
	if (endsAtForeignMemory(chain, slot.memoryKey)) {
		context.logger.warn(
			`${context.getNode().name}: the address that is registered at ${slot.service} says what to register after it, and this credential did not write that. It is ignored. If nothing else uses this ${slot.owner}, look who may change its webhook.`,
		);
	}
	return chain;
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

async function leave(context: IHookFunctions, slot: Slot, address: string): Promise<void> {
	const leaving = leavingOf(await readChain(context, slot), address);
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
