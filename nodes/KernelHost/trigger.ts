import type { IHookFunctions, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { kernelHostSample } from '../../core/webhook/sampleEvent';
import { namedSecret, type SecretFields } from '../../core/webhook/secrets';
import { DEFAULT_TOLERANCE_SECONDS, signAsStripe } from '../../core/webhook/stripeSignature';
import { chosenNames, receiveDelivery } from '../shared/trigger/receive';
import { expectDeliveries, sendSample } from '../shared/trigger/sample';
import { addressIn } from '../../core/kernelhost/authenticate';
import { isPrivateAddress, previousKeyFrom } from '../../core/webhook/subscription';
import { unsubscribe, registrationClient, type Subscription } from '../shared/trigger/register';
import { kernelHostClient } from './service';
import { vendorOverrides } from '../../core/kernelhost/overrides';
import { readKernelHostEnvelope } from '../../core/webhook/event';
import {
	rejectKernelHostHead,
	verifyKernelHostDelivery,
} from '../../core/webhook/kernelhostDelivery';
import type { RequestHeaders } from '../../core/webhook/signature';

/** Where the vendor's header is not known, one that is recognised by its name and form. */
const SAMPLE_HEADER = 'x-sample-signature';

/** Sends a made-up event of the first chosen kind to the trigger's own test address. */
async function sendKernelHostSample(context: IHookFunctions): Promise<boolean> {
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

const PATH = '/v1/webhooks';

/** The one webhook address of an API key (kernelhost.md 9). KernelHost sends all events to it. */
async function kernelHostSlot(context: IHookFunctions): Promise<Subscription> {
	const api = registrationClient(kernelHostClient(context, 0));
	const fields = await context.getCredentials<{
		apiRoot: string;
		secret: string;
		vendorOverrides?: unknown;
	}>('kernelHostApi');
	const { apiRoot, secret } = fields;
	const { webhookUrlField, webhookEmptyValue } = vendorOverrides(fields.vendorOverrides);
	const memoryKey = previousKeyFrom(String(secret ?? ''));
	const put = async (value: string | null) => {
		const body = { [webhookUrlField]: value };
		await api.send({ method: 'PUT', path: PATH, body, repeatable: true });
	};
	return {
		service: 'KernelHost',
		owner: 'API key',
		read: async () => {
			const { body } = await api.send({ method: 'GET', path: PATH, repeatable: true });
			const url = addressIn(body);
			return url === undefined ? undefined : { url };
		},
		write: async ({ url }) => await put(url),
		clear: async () => await put(webhookEmptyValue),
		memoryKey,
		makeMemoryKey: async () => await Promise.resolve(memoryKey),
		// KernelHost refuses addresses that are not public; a sandbox on this machine takes its own.
		refusesPrivate: !isPrivateAddress(apiRoot),
		events: undefined,
	};
}

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
	return await unsubscribe(context, kernelHostSlot);
}

/** Verifies a delivery by the scheme of KernelHost (kernelhost.md 9). */
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
