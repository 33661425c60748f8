import StripeSdk from 'stripe';
import type { AttemptResult } from '../shared/deliveries';
import { ACCOUNT } from '../shared/details';
import { ulid } from '../shared/ulid';
import type { KernelHost } from './kernelHost';

interface KernelHostEvent {
	/** Such as `order.paid`; any name may be sent. */
	type: string;
	data: unknown;
	id?: string;
	/** Unix seconds. */
	created?: number;
}

/** Parts of an event that a control call can change, to see how a receiver reacts. */
interface DeliveryOverrides {
	url?: string;
	secret?: string;
	/** Seconds in the signature's `t`; normally the vendors' clock. */
	timestamp?: number;
	/** Sent as it is instead of the envelope, and signed as it is. */
	rawBody?: string;
	maxAttempts?: number;
}

/**
 * Sends one event to the registered URL, signed by Stripe's scheme as documented (kernelhost.md 9),
 * with Stripe's own package. The envelope {id, type, created, data}, the header's name and the
 * retries are the sandbox's own choice.
 * @returns null when no URL is registered
 */
export async function sendKernelHostEvent(
	kernelhost: KernelHost,
	event: KernelHostEvent,
	overrides: DeliveryOverrides = {},
): Promise<(AttemptResult & { id: string }) | null> {
	const url = overrides.url ?? kernelhost.webhookUrl;
	if (url === null) return null;
	const id = event.id ?? `evt_${ulid()}`;
	const body =
		overrides.rawBody ??
		JSON.stringify(
			kernelhost.eventOf({
				id,
				type: event.type,
				created: event.created ?? kernelhost.clock.seconds(),
				data: event.data,
			}),
		);
	const result = await kernelhost.deliveries.send({
		service: 'kernelhost',
		url,
		...(overrides.maxAttempts === undefined ? {} : { maxAttempts: overrides.maxAttempts }),
		message: () => ({
			body,
			headers: {
				'Content-Type': 'application/json',
				'User-Agent': 'KernelHost-Sandbox',
				[kernelhost.settings.deliveries.kernelhostHeader]:
					StripeSdk.webhooks.generateTestHeaderString({
						payload: body,
						secret: overrides.secret ?? ACCOUNT.webhookSecret,
						timestamp: overrides.timestamp ?? kernelhost.clock.seconds(),
					}),
			},
		}),
	});
	return { id, ...result };
}
