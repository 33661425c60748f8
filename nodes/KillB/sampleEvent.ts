import type { IHookFunctions } from 'n8n-workflow';
import { currentWebhookSecret } from '../../core/killb/webhookSecret';
import { KILLB_SIGNATURE_HEADER, signAsKillB } from '../../core/webhook/killbSignature';
import { killBSample } from '../../core/webhook/sampleEvent';
import { namedSecret } from '../../core/webhook/secrets';
import { chosenNames } from '../shared/trigger/chosenNames';
import { registrationClient } from '../shared/trigger/registrationClient';
import { sendSample } from '../shared/trigger/sampleDelivery';
import { killBClient } from './client';
import type { WebhookFields } from './generatedSecret';
import { fieldsWithSecret } from './generatedSecret';

/** Sends a made-up event of the first chosen kind to the trigger's own test address, by the scheme that it accepts. */
export async function sendKillBSample(context: IHookFunctions): Promise<boolean> {
	const api = registrationClient(killBClient(context, 0));
	const read = async () => await context.getCredentials<WebhookFields>('killBApi');
	const named = namedSecret(await read());
	const secret = named ?? currentWebhookSecret(await fieldsWithSecret({ read, api }, true));
	const chosen = context.getNodeParameter('settings.signatureScheme', 'either');
	const scheme = chosen === 'suffix' ? 'suffix' : 'hmac';
	const now = Date.now();
	return await sendSample(context, {
		event: killBSample(chosenNames(context), now),
		secret,
		sign: (body, key) => ({ [KILLB_SIGNATURE_HEADER]: signAsKillB(body, key, scheme) }),
	});
}
