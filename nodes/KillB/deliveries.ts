import type { IHookFunctions, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { unnamedSecrets } from '../../core/killb/webhookSecret';
import { readKillBEnvelope } from '../../core/webhook/envelope';
import {
	KILLB_SIGNATURE_HEADER,
	rejectKillBHeader,
	verifyKillBSignature,
} from '../../core/webhook/killbSignature';
import type { KillBSignatureScheme } from '../../core/webhook/killbSignature';
import { headerValue } from '../../core/webhook/signatureHeader';
import { receiveDelivery } from '../shared/trigger/delivery';
import { expectDeliveries } from '../shared/trigger/expectDeliveries';
import { leaveSlot } from '../shared/trigger/registration';
import { asWebhookFields } from './generatedSecret';
import { sendKillBSample } from './sampleEvent';
import { killBSlot } from './webhookSlot';

/** Has KillB send its events to this trigger, or sends it a made-up one. */
export async function expectKillBDeliveries(context: IHookFunctions): Promise<boolean> {
	return await expectDeliveries(context, {
		credentialType: 'killBApi',
		slotOf: killBSlot,
		sendSample: sendKillBSample,
	});
}

/** Has KillB send nothing more to this trigger. */
export async function endKillBDeliveries(context: IHookFunctions): Promise<boolean> {
	return await leaveSlot(context, killBSlot);
}

/** Verifies a delivery by the schemes of KillB (killb.md section 4). */
export async function receiveKillBDelivery(
	context: IWebhookFunctions,
): Promise<IWebhookResponseData> {
	const header = KILLB_SIGNATURE_HEADER;
	return await receiveDelivery(context, {
		credentialType: 'killBApi',
		unnamedSecrets: (fields, moment) => unnamedSecrets(asWebhookFields(fields), moment),
		readEnvelope: readKillBEnvelope,
		rejectHead: (headers) => {
			const verdict = rejectKillBHeader(headerValue(headers, header));
			return verdict && { verdict, header };
		},
		verify: ({ body, headers, secrets }) => ({
			header,
			verdict: verifyKillBSignature({
				body,
				header: headerValue(headers, header),
				secrets,
				scheme: context.getNodeParameter(
					'settings.signatureScheme',
					'either',
				) as KillBSignatureScheme,
			}),
		}),
	});
}
