import type { IHookFunctions, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { readKernelHostEnvelope } from '../../core/webhook/envelope';
import {
	rejectKernelHostHead,
	verifyKernelHostDelivery,
} from '../../core/webhook/kernelhostDelivery';
import type { RequestHeaders } from '../../core/webhook/signatureHeader';
import { DEFAULT_TOLERANCE_SECONDS } from '../../core/webhook/tolerance';
import { receiveDelivery } from '../shared/trigger/delivery';
import { expectDeliveries } from '../shared/trigger/expectDeliveries';
import { leaveSlot } from '../shared/trigger/registration';
import { sendKernelHostSample } from './sampleEvent';
import { kernelHostSlot } from './webhookSlot';

/** Has KernelHost send its events to this trigger, or sends it a made-up one. */
export async function expectKernelHostDeliveries(context: IHookFunctions): Promise<boolean> {
	return await expectDeliveries(context, {
		credentialType: 'kernelHostApi',
		slotOf: kernelHostSlot,
		sendSample: sendKernelHostSample,
	});
}

/** Has KernelHost send nothing more to this trigger. */
export async function endKernelHostDeliveries(context: IHookFunctions): Promise<boolean> {
	return await leaveSlot(context, kernelHostSlot);
}

/** Verifies a delivery by the scheme of KernelHost (kernelhost.md section 9). */
export async function receiveKernelHostDelivery(
	context: IWebhookFunctions,
): Promise<IWebhookResponseData> {
	const headOf = (headers: RequestHeaders, now: number) => ({
		headers,
		now,
		headerName: String(context.getNodeParameter('settings.signatureHeader', '') ?? ''),
		tolerance: Number(context.getNodeParameter('settings.tolerance', DEFAULT_TOLERANCE_SECONDS)),
	});
	return await receiveDelivery(context, {
		credentialType: 'kernelHostApi',
		readEnvelope: readKernelHostEnvelope,
		rejectHead: (headers, now) => rejectKernelHostHead(headOf(headers, now)),
		verify: ({ body, headers, secrets, now }) =>
			verifyKernelHostDelivery({ ...headOf(headers, now), body, secrets }),
	});
}
