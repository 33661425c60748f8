import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { controlHeader } from '../http/headers';
import { namedSecret, type SecretFields } from '../webhook/secrets';
import type { WebhookSecret } from '../webhook/signature';
import { checkLogin, type LoginFields } from './login';

/**
 * The hidden fields of the KillB credential with a generated secret. n8n stores them, encrypted,
 * when `preAuthentication` returns them (n8n.md 1.3), so all n8n processes share one secret.
 */
export interface GeneratedFields {
	/** 32 random bytes as base64url; empty until it is needed */
	generatedSecret: string;
	/**
	 * until when the secret that version 0.1 derived from the login is accepted, as Unix milliseconds
	 * in text; or empty
	 */
	earlierSigningUntil: string;
}

const header = controlHeader('x-n8n-generate-secret');

/**
 * Returns the header for a request that needs a generated secret in the credential. Only a
 * credential can store its fields, and only when a request finds the session expired; so this
 * header makes one request do so.
 * @param registered `replaces`: a webhook may be registered under the secret that version 0.1
 *   derived from the login; `new`: none is
 */
export const generationMark = (registered: 'replaces' | 'new') => header.put(registered);

/**
 * How long webhooks that version 0.1 registered are still verified: long enough for a publication
 * that fails and is repeated.
 */
const LOGIN_SECRET_ACCEPTED_MS = 7 * 86_400_000;

/**
 * Copies of credentials, one per request, whose request waits for a secret, with the header's
 * value.
 */
const waiting = new WeakMap<object, string>();

/**
 * Removes the header from a request.
 * @returns whether a secret has to be generated first: the request had the header, and the
 *   credential has no secret
 */
export function takeGenerationMark(
	credentials: Readonly<Record<string, unknown>>,
	request: { headers?: Record<string, unknown> },
): boolean {
	const registered = header.take(request.headers);
	if (registered === undefined || holdsSecret(credentials)) return false;
	waiting.set(credentials, registered);
	return true;
}

/**
 * Generates the secret for a copy of the credential whose request waits for one, once; undefined
 * for every other copy.
 * @param now Unix time in milliseconds
 */
export function generateSecret(
	credentials: Readonly<Record<string, unknown>>,
	now: number,
): GeneratedFields | undefined {
	const registered = waiting.get(credentials);
	if (!waiting.delete(credentials)) return undefined;
	return {
		generatedSecret: randomBytes(32).toString('base64url'),
		earlierSigningUntil: registered === 'replaces' ? String(now + LOGIN_SECRET_ACCEPTED_MS) : '',
	};
}

/** Whether a credential has a generated secret. */
export function holdsSecret({ generatedSecret }: Readonly<Record<string, unknown>>): boolean {
	return typeof generatedSecret === 'string' && generatedSecret !== '';
}

/**
 * Returns the webhook secret of a credential that names none: 64 hexadecimal digits. KillB advises
 * at least 32 characters (killb.md 4.1). KillB learns this one, but neither the generated secret
 * nor the key for previous registrations, which is derived from it as well.
 */
export function webhookSecretFrom(generatedSecret: string): string {
	const secret = hkdfSync('sha256', generatedSecret, '', 'KillB webhook secret', 32);
	return Buffer.from(secret).toString('hex');
}

/**
 * Returns the secret that deliveries are signed with from now on: the one that the credential
 * names, or the generated one.
 */
export function currentWebhookSecret(
	fields: SecretFields & Pick<GeneratedFields, 'generatedSecret'>,
): string {
	return namedSecret(fields) ?? webhookSecretFrom(fields.generatedSecret);
}

/**
 * Returns the secrets of a credential that names none: the generated one, and for a while the one
 * that version 0.1 derived from the login, so that a webhook registered by version 0.1 works until
 * its workflow is published again.
 * @param now Unix time in milliseconds
 * @throws Error for a malformed login, where the secret is derived from it
 */
export function unnamedSecrets(
	fields: LoginFields & Partial<GeneratedFields>,
	now: number,
): WebhookSecret[] {
	if (!holdsSecret({ ...fields })) return [fromLogin(fields)];
	const current = {
		label: 'current' as const,
		value: webhookSecretFrom(fields.generatedSecret ?? ''),
	};
	return now < Number(fields.earlierSigningUntil) ? [current, fromLogin(fields)] : [current];
}

/**
 * Returns version 0.1's secret, which a fast function derives from the password, so that anyone
 * with a delivery and its signature could test passwords. It is accepted until the workflow is
 * published again, and never sent.
 */
function fromLogin(fields: LoginFields): WebhookSecret {
	const { root, email, password } = checkLogin(fields);
	const value = createHmac('sha256', password)
		.update(JSON.stringify(['webhook secret v1', root.origin, root.path, email.toLowerCase()]))
		.digest('hex');
	return { label: 'previous', value, isFromLogin: true };
}
