import type { Stack } from '../../test/support/n8n/stack';
import type { Sender } from './delivery';
import { PublishedReceiver } from './published';
import {
	bareWebhook,
	ourTrigger,
	type Receiver,
	webhookWithCode,
	webhookWithCrypto,
} from './workflows';

/** Names of the series, also used in sentences about them. */
export const KILLB = 'KillB Trigger';
export const KERNELHOST = 'KernelHost Trigger';
export const BARE = 'n8n’s Webhook node, which verifies nothing';
export const CODE_KILLB = 'Webhook + Code (KillB)';
export const CODE_KERNELHOST = 'Webhook + Code (KernelHost)';
export const CRYPTO = 'Webhook + Crypto (KillB)';
export const FLOOR = 'floor: a trigger that does nothing';

/**
 * An unpublished receiver: its sender, and the number of executions that a rejected forgery starts.
 */
type Draft = [Sender, (stack: Stack) => Receiver | Promise<Receiver>, number];

const VERIFYING: Record<string, Draft> = {
	[KILLB]: ['killb', (stack) => ourTrigger('killb', stack), 0],
	[KERNELHOST]: ['kernelhost', (stack) => ourTrigger('kernelhost', stack), 0],
	[CODE_KILLB]: ['killb', (stack) => webhookWithCode('killb', secretOf(stack)), 1],
	[CODE_KERNELHOST]: ['kernelhost', (stack) => webhookWithCode('kernelhost', secretOf(stack)), 1],
	[CRYPTO]: ['killb', withCryptoCredential, 1],
};

export type Receivers = Record<string, PublishedReceiver>;

/**
 * Publishes the verifying receivers, and checks that each rejects forgeries with 401.
 * @throws Error when one of them accepts a forgery
 */
export async function verifyingReceivers(stack: Stack): Promise<Receivers> {
	const receivers: Receivers = {};
	for (const [name, [sender, draft, starts]] of Object.entries(VERIFYING)) {
		const receiver = await PublishedReceiver.publish(stack, sender, await draft(stack), starts);
		await receiver.rejectedPerSecond(3, { connections: 3 });
		receivers[name] = receiver;
	}
	return receivers;
}

/** Publishes n8n's Webhook node alone. */
export async function bareReceiver(stack: Stack): Promise<PublishedReceiver> {
	return await PublishedReceiver.publish(stack, 'killb', bareWebhook());
}

function secretOf({ sandbox }: Stack): string {
	return sandbox.details.webhookSecret;
}

async function withCryptoCredential(stack: Stack): Promise<Receiver> {
	const fields = { hmacSecret: secretOf(stack) };
	return webhookWithCrypto(await stack.client.createCredential('Webhook secret', 'crypto', fields));
}
