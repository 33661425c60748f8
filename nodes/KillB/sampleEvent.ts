import type { IHookFunctions } from 'n8n-workflow';
import type { LoginFields } from '../../core/killb/login';
import { currentWebhookSecret } from '../../core/killb/webhookSecret';
import { KILLB_SIGNATURE_HEADER, signAsKillB } from '../../core/webhook/killbSignature';
import { killBSample } from '../../core/webhook/sampleEvent';
import type { SecretFields } from '../../core/webhook/secrets';
import { chosenNames } from '../shared/trigger/chosenNames';
import { sendSample } from '../shared/trigger/sampleDelivery';

/** Sends a made-up event of the first chosen kind to the trigger's own test address, by the scheme that it accepts. */
export async function sendKillBSample(context: IHookFunctions): Promise<boolean> {
	const fields = await context.getCredentials<LoginFields & SecretFields>('killBApi');
	const chosen = context.getNodeParameter('settings.signatureScheme', 'either');
	const scheme = chosen === 'suffix' ? 'suffix' : 'hmac';
	const now = Date.now();
	return await sendSample(context, {
		event: killBSample(chosenNames(context), now),
		secret: currentWebhookSecret(fields),
		sign: (body, secret) => ({ [KILLB_SIGNATURE_HEADER]: signAsKillB(body, secret, scheme) }),
	});
}
