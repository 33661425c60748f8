import type { IHookFunctions, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import type { LoginFields } from '../../core/killb/login';
import { derivedWebhookSecret } from '../../core/killb/webhookSecret';
import { readKillBEnvelope } from '../../core/webhook/envelope';
import { KILLB_SIGNATURE_HEADER, verifyKillBSignature } from '../../core/webhook/killbSignature';
import type { KillBSignatureScheme } from '../../core/webhook/killbSignature';
import { headerValue } from '../../core/webhook/signatureHeader';
import { receiveDelivery } from '../shared/trigger/delivery';
import { expectDeliveries } from '../shared/trigger/expectDeliveries';
import { leaveSlot } from '../shared/trigger/registration';
import { sendKillBSample } from './sampleEvent';
import { killBSlot } from './webhookSlot';

/** Has KillB send its events to this trigger, or sends it a made-up one. */
export async function expectKillBDeliveries(context: IHookFunctions): Promise<boolean> {
	return await expectDeliveries(context, killBSlot, sendKillBSample);
}

/** Has KillB send nothing more to this trigger. */
export async function endKillBDeliveries(context: IHookFunctions): Promise<boolean> {
	return await leaveSlot(context, killBSlot);
}

/** Verifies a delivery by the schemes of KillB (killb.md section 4). */
export async function receiveKillBDelivery(
	context: IWebhookFunctions,
): Promise<IWebhookResponseData> {
	return await receiveDelivery(context, {
		credentialType: 'killBApi',
		derivedSecret: (fields) => derivedWebhookSecret(fields as unknown as LoginFields),
		readEnvelope: readKillBEnvelope,
		verify: ({ body, headers, secrets }) => ({
			header: KILLB_SIGNATURE_HEADER,
			verdict: verifyKillBSignature({
				body,
				header: headerValue(headers, KILLB_SIGNATURE_HEADER),
				secrets,
				scheme: context.getNodeParameter(
					'settings.signatureScheme',
					'either',
				) as KillBSignatureScheme,
			}),
		}),
	});
}
