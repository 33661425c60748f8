import { instantOf } from '../time/instant';
import type { WebhookSecret } from './verdict';

/** The fields of a credential that hold webhook secrets. */
export interface SecretFields {
	webhookSecret?: unknown;
	previousWebhookSecret?: unknown;
	/** ISO 8601, or as n8n's date input gives it; without it the previous secret is not accepted */
	previousWebhookSecretUntil?: unknown;
}

/** The current secret that the credential names; an empty or blank one is none. */
export function namedSecret({ webhookSecret }: SecretFields): string | undefined {
	return isText(webhookSecret) ? webhookSecret : undefined;
}

/** Whether the credential names a secret. */
export function namesSecret(fields: SecretFields): boolean {
	return namedSecret(fields) !== undefined;
}

/**
 * The secrets with which a delivery may be signed, the current one first. The previous one is accepted until the given time,
 * so that a rotation loses nothing; an unreadable time accepts nothing.
 * @param now Unix time in milliseconds
 * @param derived the current secret where the credential holds none
 * @param timeZone where a time without a zone is meant; default: the zone of the process
 */
export function acceptedSecrets(
	fields: SecretFields,
	now: number,
	derived?: string,
	timeZone?: string,
): WebhookSecret[] {
	const current = namedSecret(fields) ?? derived;
	const previous = previousSecret(fields);
	return [
		...(current === undefined ? [] : [{ label: 'current' as const, value: current }]),
		...(previous && isStillAccepted(fields, now, timeZone) ? [previous] : []),
	];
}

/** The previous secret once it is not accepted any more: good for nothing but telling the operator why a delivery was refused. */
export function retiredSecrets(
	fields: SecretFields,
	now: number,
	timeZone?: string,
): WebhookSecret[] {
	const previous = previousSecret(fields);
	return previous && !isStillAccepted(fields, now, timeZone) ? [previous] : [];
}

function previousSecret({ previousWebhookSecret: value }: SecretFields): WebhookSecret | undefined {
	return isText(value) ? { label: 'previous', value } : undefined;
}

function isStillAccepted(fields: SecretFields, now: number, timeZone?: string): boolean {
	// False also for a time that is none.
	return now < instantOf(fields.previousWebhookSecretUntil, timeZone);
}

function isText(value: unknown): value is string {
	return typeof value === 'string' && value.trim() !== '';
}
