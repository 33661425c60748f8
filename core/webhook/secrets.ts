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

/**
 * The secrets that a delivery is checked with, the current one first. The previous one is accepted until the given time, so that a
 * rotation loses nothing; after it, or with an unreadable time, it is retired.
 * @param now Unix time in milliseconds
 * @param unnamed what is checked where the credential names no current secret
 * @param timeZone where a time without a zone is meant; default: the zone of the process
 */
export function secretsOf(
	fields: SecretFields,
	now: number,
	unnamed: readonly WebhookSecret[] = [],
	timeZone?: string,
): WebhookSecret[] {
	const named = namedSecret(fields);
	const current = named === undefined ? unnamed : [{ label: 'current' as const, value: named }];
	const previous = previousSecret(fields, now, timeZone);
	return [...current, ...(previous ? [previous] : [])];
}

function previousSecret(
	fields: SecretFields,
	now: number,
	timeZone: string | undefined,
): WebhookSecret | undefined {
	const { previousWebhookSecret: value, previousWebhookSecretUntil: until } = fields;
	if (!isText(value)) return undefined;
	// False also for a time that is none.
	const isAccepted = now < instantOf(until, timeZone);
	return { label: 'previous', value, ...(isAccepted ? {} : { isRetired: true as const }) };
}

function isText(value: unknown): value is string {
	return typeof value === 'string' && value.trim() !== '';
}
