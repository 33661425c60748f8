import type { Sender } from './delivery';
import { PublishedReceiver, type Receiving } from './published';
import {
	bareWebhook,
	floorTrigger,
	ourTrigger,
	type Receiver,
	webhookWithCode,
	webhookWithVerify,
} from './workflows';

/** Names of the series, also used in sentences about them. */
export const KILLB = 'KillB Trigger';
export const KERNELHOST = 'KernelHost Trigger';
export const BARE = 'n8n’s Webhook node, which verifies nothing';
export const CODE = 'Webhook + Code';
export const VERIFY = 'Webhook + Verify Delivery';
export const IDLE = 'n8n’s ceiling: a trigger that does nothing';
export const REJECTING = 'n8n’s ceiling: a trigger that only rejects';

/** A receiver: its sender, and the number of executions that a rejected forgery starts. */
type Draft = [Sender, (stack: Receiving) => Receiver, number];

const DRAFTS: Record<string, Draft> = {
	[KILLB]: ['killb', (stack) => ourTrigger('killb', stack), 0],
	[KERNELHOST]: ['kernelhost', (stack) => ourTrigger('kernelhost', stack), 0],
	[VERIFY]: ['killb', (stack) => webhookWithVerify('killb', stack), 1],
	[CODE]: ['killb', (stack) => webhookWithCode('killb', secretOf(stack)), 1],
	[BARE]: ['killb', bareWebhook, 1],
	[IDLE]: ['killb', () => floorTrigger({ rejects: false }), 1],
	[REJECTING]: ['killb', () => floorTrigger({ rejects: true }), 0],
};

export type Receivers = Record<string, PublishedReceiver>;

/**
 * Publishes receivers, and checks that each that verifies rejects forgeries with 401.
 * @throws Error when one of them accepts a forgery
 */
export async function publishReceivers(
	stack: Receiving,
	names: string[],
	webhookUrl = stack.client.url,
): Promise<Receivers> {
	const receivers: Receivers = {};
	for (const name of names) {
		const [sender, draft, starts] = DRAFTS[name] as Draft;
		const receiver = await PublishedReceiver.publish(
			stack,
			sender,
			draft(stack),
			starts,
			webhookUrl,
		);
		if (![BARE, IDLE].includes(name)) await receiver.rejectedPerSecond(3, { connections: 3 });
		receivers[name] = receiver;
	}
	return receivers;
}

function secretOf({ sandbox }: Receiving): string {
	return sandbox.details.webhookSecret;
}
