import type { IHookFunctions } from 'n8n-workflow';
import type { SlotOf } from './registration';
import { takeSlot } from './registration';
import { spelledOut } from './registrationErrors';
import { wantsSample } from './sampleDelivery';

/**
 * Has a service send its events to a trigger, or sends it a made-up one.
 * @throws NodeApiError and NodeOperationError whose messages say what to do
 */
export async function expectDeliveries(
	context: IHookFunctions,
	slotOf: SlotOf,
	sendSample: (context: IHookFunctions) => Promise<boolean>,
): Promise<boolean> {
	try {
		return wantsSample(context) ? await sendSample(context) : await takeSlot(context, slotOf);
	} catch (error) {
		throw spelledOut(context.getNode(), error);
	}
}
