import { randomBytes } from 'node:crypto';
import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import type { WebhookSecret } from '../../../core/webhook/signature';

/** n8n listens for two minutes, but the sample arrives within seconds or not at all. */
const VALID_MS = 30_000;

interface SampleSecret {
	readonly value: string;
	/** by the monotonic clock, which nobody can set back */
	readonly validUntil: number;
}

/**
 * The secrets of samples that are on their way, by trigger. They exist in this process only: where
 * n8n runs several main processes, a sample that reaches another one is rejected.
 */
const secrets = new Map<string, SampleSecret>();

/** Returns the key of a trigger's test URL. Hooks and webhooks give the same one. */
function testUrlOf(context: IHookFunctions | IWebhookFunctions): string {
	const { id, webhookId } = context.getNode();
	return JSON.stringify([context.getWorkflow().id, id, webhookId]);
}

/** Makes the secret that signs one sample for a trigger's test URL, in place of an earlier one. */
export function makeSampleSecret(context: IHookFunctions): string {
	for (const [key, { validUntil }] of secrets) {
		if (performance.now() >= validUntil) secrets.delete(key);
	}
	const value = randomBytes(32).toString('hex');
	secrets.set(testUrlOf(context), { value, validUntil: performance.now() + VALID_MS });
	return value;
}

/**
 * Returns the secret of a sample that is on its way to this trigger's test URL. A delivery to the
 * production URL never gets one.
 */
export function sampleSecrets(context: IWebhookFunctions): WebhookSecret[] {
	if (context.getMode() !== 'manual') return [];
	const secret = secrets.get(testUrlOf(context));
	if (!secret || performance.now() >= secret.validUntil) return [];
	return [{ label: 'sample', value: secret.value }];
}

/** Forgets the secret of a sample that has arrived. */
export function forgetSampleSecret(context: IWebhookFunctions): void {
	secrets.delete(testUrlOf(context));
}
