import type { IHookFunctions, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { kernelHostSample } from '../../core/webhook/sampleEvent';
import { DEFAULT_TOLERANCE_SECONDS, signAsStripe } from '../../core/webhook/stripeSignature';
import { chosenNames, receiveDelivery } from '../shared/trigger/receive';
import { expectDeliveries, sendSample } from '../shared/trigger/sample';
import { addressIn } from '../../core/kernelhost/authenticate';
import { isPrivateAddress } from '../../core/webhook/privateAddress';
import { previousKeyFrom } from '../../core/webhook/subscription';
import { unsubscribe, registrationClient, type Subscription } from '../shared/trigger/register';
import { ADVICE } from './overrides';
import { kernelHostClient } from './service';
import { vendorOverrides } from '../../core/kernelhost/overrides';
import { kernelHostDelivery } from '../../core/webhook/kernelhostDelivery';

/** The sample's signature header where the options name none; it is detected by its form. */
const SAMPLE_HEADER = 'x-sample-signature';

/** Sends a sample of the first chosen event to the trigger's test URL. */
async function sendKernelHostSample(context: IHookFunctions): Promise<boolean> {
	const named = String(context.getNodeParameter('settings.signatureHeader', '') ?? '').trim();
	const now = Date.now();
	return await sendSample(context, {
		event: kernelHostSample(chosenNames(context), now),
		sign: (body, secret) => ({
			[named || SAMPLE_HEADER]: signAsStripe(body, secret, Math.floor(Date.now() / 1000)),
		}),
	});
}

const PATH = '/v1/webhooks';

/**
 * Returns the webhook registration of an API key (kernelhost.md 9). KernelHost sends all events to
 * its one URL.
 */
async function kernelHostSubscription(context: IHookFunctions): Promise<Subscription> {
	const api = registrationClient(kernelHostClient(context, 0));
	const fields = await context.getCredentials<{
		apiRoot: string;
		secret: string;
		vendorOverrides?: unknown;
	}>('kernelHostApi');
	const { apiRoot, secret } = fields;
	const { webhookUrlField, webhookEmptyValue } = vendorOverrides(fields.vendorOverrides);
	const previousKey = previousKeyFrom(String(secret ?? ''));
	const put = async (value: string | null) => {
		const body = { [webhookUrlField]: value };
		const advice = value ? ADVICE.webhook : ADVICE.noWebhook;
		await api.send({ method: 'PUT', path: PATH, body, repeatable: true, advice });
	};
	return {
		service: 'KernelHost',
		owner: 'API key',
		read: async () => {
			const { body } = await api.send({ method: 'GET', path: PATH, repeatable: true });
			const url = addressIn(body, webhookUrlField);
			return url === undefined ? undefined : { url };
		},
		write: async ({ url }) => await put(url),
		clear: async () => await put(webhookEmptyValue),
		previousKey,
		makePreviousKey: async () => await Promise.resolve(previousKey),
		needsPublicUrl: !isPrivateAddress(apiRoot),
		events: undefined,
	};
}

/** Registers this trigger at KernelHost, or sends it a sample event. */
export async function expectKernelHostDeliveries(context: IHookFunctions): Promise<boolean> {
	return await expectDeliveries(context, {
		service: 'KernelHost',
		credentialType: 'kernelHostApi',
		verifiesUnnamed: () => false,
		subscriptionOf: kernelHostSubscription,
		sendSample: sendKernelHostSample,
	});
}

/** Unregisters this trigger at KernelHost. */
export async function endKernelHostDeliveries(context: IHookFunctions): Promise<boolean> {
	return await unsubscribe(context, kernelHostSubscription);
}

/** Receives a delivery and verifies it by KernelHost's scheme (kernelhost.md 9). */
export async function receiveKernelHostDelivery(
	context: IWebhookFunctions,
): Promise<IWebhookResponseData> {
	const read = (name: string, fallback: string | number) =>
		context.getNodeParameter(`settings.${name}`, fallback);
	const delivery = kernelHostDelivery({
		headerName: String(read('signatureHeader', '') ?? ''),
		tolerance: Number(read('tolerance', DEFAULT_TOLERANCE_SECONDS)),
	});
	return await receiveDelivery(context, delivery);
}
