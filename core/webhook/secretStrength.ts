import type { SecretFields } from './secrets';
import { namedSecret } from './secrets';

/** Shorter secrets are guessed. KillB advises 32 (killb.md 4.1); its own samples have 19. */
const MINIMUM_LENGTH = 16;

/** Fewer different characters are a repeated word such as `undefinedundefined`, and not a random secret. */
const MINIMUM_DIFFERENT = 8;

/**
 * Why the webhook secret that a credential names can't protect anything, as a sentence without its full stop.
 * @returns undefined for one that can, and where none is named
 */
export function weaknessOf(fields: SecretFields): string | undefined {
	const named = namedSecret(fields);
	const weakness = named === undefined ? undefined : secretWeakness(named);
	if (weakness !== undefined) return `The Webhook Secret of the credential ${weakness}`;
	const previous = String(fields.previousWebhookSecret ?? '').trim();
	if (named !== undefined && previous !== '' && named.endsWith(`_${previous}`)) {
		return 'The Webhook Secret of the credential ends with the previous one, so that a delivery could be read as another';
	}
	return undefined;
}

/**
 * Why a webhook secret can't protect anything, as the end of a sentence that begins with its name.
 * @returns undefined for one that can
 */
export function secretWeakness(secret: string): string | undefined {
	const text = secret.trim();
	if (/\{\{|\}\}|^=/.test(text)) return 'is an expression that n8n did not resolve';
	const length = [...text].length;
	if (length < MINIMUM_LENGTH) {
		return `has ${length} ${length === 1 ? 'character' : 'characters'}, and at least ${MINIMUM_LENGTH} are needed`;
	}
	const different = new Set(text).size;
	if (different < MINIMUM_DIFFERENT) {
		return `repeats ${different === 1 ? 'one character' : `${different} characters`}, and at least ${MINIMUM_DIFFERENT} different ones are needed`;
	}
	return undefined;
}
