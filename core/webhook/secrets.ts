import type { WebhookSecret } from './verdict';

/** The fields of a credential that hold webhook secrets. */
export interface SecretFields {
	webhookSecret?: unknown;
	previousWebhookSecret?: unknown;
	/** ISO 8601, or as n8n's date input gives it; without it the previous secret is not accepted */
	previousWebhookSecretUntil?: unknown;
}

/**
 * The secrets with which a delivery may be signed, the current one first. The previous one is accepted until the given time,
 * so that a rotation loses nothing; an unreadable time accepts nothing.
 * @param now Unix time in milliseconds
 * @param derived the current secret where the credential holds none
 */
export function acceptedSecrets(
	fields: SecretFields,
	now: number,
	derived?: string,
): WebhookSecret[] {
	const { webhookSecret, previousWebhookSecret, previousWebhookSecretUntil } = fields;
	const current = isText(webhookSecret) ? webhookSecret : derived;
	const until = Date.parse(String(previousWebhookSecretUntil ?? ''));
	const isStillAccepted = isText(previousWebhookSecret) && now < until;
	return [
		...(current === undefined ? [] : [{ label: 'current' as const, value: current }]),
		...(isStillAccepted ? [{ label: 'previous' as const, value: previousWebhookSecret }] : []),
	];
}

function isText(value: unknown): value is string {
	return typeof value === 'string' && value.trim() !== '';
}
