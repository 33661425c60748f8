import { randomBytes } from 'node:crypto';
import { CodedError } from '../errors';
import { instantOf } from '../time';
import type { WebhookSecret } from './signature';

/** The fields of a credential that hold webhook secrets. */
export interface SecretFields {
	webhookSecret?: unknown;
	previousWebhookSecret?: unknown;
	/** ISO 8601, or as n8n's date input gives it; without it the previous secret is not accepted */
	previousWebhookSecretUntil?: unknown;
}

/** Returns the credential's own secret; undefined for an empty or blank one. */
export function namedSecret({ webhookSecret }: SecretFields): string | undefined {
	return isText(webhookSecret) ? webhookSecret : undefined;
}

/**
 * Returns the secrets for checking a delivery, the current one first. The previous one is accepted
 * until the given time, so that a rotation loses no delivery; after that, or with an unreadable
 * time, it is retired.
 * @param now Unix time in milliseconds
 * @param unnamed the secrets to use where the credential names no current one
 * @param timeZone zone of a time without one; default: the zone of the process
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
	// Also false for NaN.
	const isAccepted = now < instantOf(until, timeZone);
	return { label: 'previous', value, ...(isAccepted ? {} : { isRetired: true as const }) };
}

function isText(value: unknown): value is string {
	return typeof value === 'string' && value.trim() !== '';
}

/** Shorter secrets can be guessed. KillB advises 32 (killb.md 4.1); its own samples have 19. */
const MINIMUM_LENGTH = 16;

/**
 * Fewer different characters mean a repeated word such as `undefinedundefined`, not a random
 * secret.
 */
const MINIMUM_DIFFERENT = 8;

/**
 * Returns why a credential's webhook secret is too weak, as a sentence without its full stop.
 * @returns undefined for a strong one, or without one
 */
export function weaknessOf(fields: SecretFields): string | undefined {
	const named = namedSecret(fields);
	const weakness = named === undefined ? undefined : secretWeakness(named);
	if (weakness !== undefined) return `The Webhook Secret of the credential ${weakness}`;
	const previous = String(fields.previousWebhookSecret ?? '').trim();
	if (named === undefined || previous === '') return undefined;
	if (named.endsWith(`_${previous}`)) {
		return 'The Webhook Secret of the credential ends with the previous one, so a signature could match both';
	}
	if (previous.endsWith(`_${named}`)) {
		return 'The previous Webhook Secret of the credential ends with the current one, so a signature could match both';
	}
	return undefined;
}

/**
 * Returns why a webhook secret is too weak, as the end of a sentence that begins with its name.
 * @returns undefined for a strong one
 */
export function secretWeakness(secret: string): string | undefined {
	const text = secret.trim();
	if (/\{\{|\}\}|^=/.test(text)) return 'is an expression that n8n did not resolve';
	const length = [...text].length;
	if (length < MINIMUM_LENGTH) {
		return `has only ${length} ${length === 1 ? 'character' : 'characters'}; it needs at least ${MINIMUM_LENGTH}`;
	}
	const different = new Set(text).size;
	if (different < MINIMUM_DIFFERENT) {
		return `has only ${different} different ${different === 1 ? 'character' : 'characters'}; it needs at least ${MINIMUM_DIFFERENT}`;
	}
	return undefined;
}

/**
 * Rejects a weak webhook secret in the credential test.
 * @throws CodedError
 */
export function rejectWeakSecret(fields: SecretFields): void {
	const weakness = weaknessOf(fields);
	if (weakness !== undefined)
		throw new CodedError('SECRET_WEAK', `${weakness}. Enter at least 32 random characters.`);
}

/** n8n listens for two minutes, but the sample arrives within seconds or not at all. */
const SAMPLE_VALID_MS = 30_000;

/**
 * The secrets of sample events that are on their way, by trigger: a sample needs no secret of the
 * user's. They exist in this process only: where n8n runs several main processes, a sample that
 * reaches another one is rejected.
 */
export class SampleSecrets {
	private readonly secrets = new Map<string, { value: string; validUntil: number }>();

	/** @param now a monotonic clock, which can't be set back, in milliseconds */
	constructor(private readonly now: () => number) {}

	/** Makes the secret that signs one sample, in place of an earlier one. */
	make(trigger: string): string {
		for (const [key, { validUntil }] of this.secrets) {
			if (this.now() >= validUntil) this.secrets.delete(key);
		}
		const value = randomBytes(32).toString('hex');
		this.secrets.set(trigger, { value, validUntil: this.now() + SAMPLE_VALID_MS });
		return value;
	}

	/** Returns the secret of a sample that is on its way to a trigger, if there is one. */
	of(trigger: string): WebhookSecret[] {
		const secret = this.secrets.get(trigger);
		if (!secret || this.now() >= secret.validUntil) return [];
		return [{ label: 'sample', value: secret.value }];
	}

	/** Forgets the secret of a sample that has arrived. */
	forget(trigger: string): void {
		this.secrets.delete(trigger);
	}
}

export const sampleSecrets = new SampleSecrets(() => performance.now());
