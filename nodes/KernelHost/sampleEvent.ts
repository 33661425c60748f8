import type { IHookFunctions } from 'n8n-workflow';
import { kernelHostSample } from '../../core/webhook/sampleEvent';
import type { SecretFields } from '../../core/webhook/secrets';
import { namedSecret } from '../../core/webhook/secrets';
import { signAsStripe } from '../../core/webhook/stripeSignature';
import { chosenNames } from '../shared/trigger/chosenNames';
import { sendSample } from '../shared/trigger/sampleDelivery';

/** Where the vendor's header is not known, one that is recognised by its name and form. */
const SAMPLE_HEADER = 'x-sample-signature';

/** Sends a made-up event of the first chosen kind to the trigger's own test address. */
export async function sendKernelHostSample(context: IHookFunctions): Promise<boolean> {
	const fields = await context.getCredentials<SecretFields>('kernelHostApi');
	const named = String(context.getNodeParameter('settings.signatureHeader', '') ?? '').trim();
	const now = Date.now();
	return await sendSample(context, {
		event: kernelHostSample(chosenNames(context), now),
		secret: namedSecret(fields),
		sign: (body, secret) => ({
			[named || SAMPLE_HEADER]: signAsStripe(body, secret, Math.floor(Date.now() / 1000)),
		}),
	});
}
