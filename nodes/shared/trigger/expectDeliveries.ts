import type { IHookFunctions } from 'n8n-workflow';
import type { SecretFields } from '../../../core/webhook/secrets';
import { weaknessOf } from '../../../core/webhook/secretStrength';
import type { SlotOf } from './registration';
import { registerNothing, takeSlot } from './registration';
import { spelledOut, weakSecret } from './registrationErrors';
import { wantsSample } from './sampleDelivery';

/** What differs between the services. */
export interface ExpectedDeliveries {
	credentialType: string;
	slotOf: SlotOf;
	sendSample: (context: IHookFunctions) => Promise<boolean>;
}

/**
 * Has a service send its events to a trigger, or sends it a made-up one.
 * @throws NodeApiError and NodeOperationError whose messages say what to do
 */
export async function expectDeliveries(
	context: IHookFunctions,
	{ credentialType, slotOf, sendSample }: ExpectedDeliveries,
): Promise<boolean> {
	try {
		const weakness = weaknessOf(await context.getCredentials<SecretFields>(credentialType));
		if (weakness !== undefined) {
			registerNothing(context);
			throw weakSecret(context, weakness);
		}
		return wantsSample(context) ? await sendSample(context) : await takeSlot(context, slotOf);
	} catch (error) {
		throw spelledOut(context.getNode(), error);
	}
}
