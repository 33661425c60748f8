import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { controlHeader } from '../http/headers';
import { namedSecret, type SecretFields } from '../webhook/secrets';
import type { WebhookSecret } from '../webhook/signature';
import { checkLogin, type LoginFields } from './login';

/**
 * The hidden fields of the KillB credential with a secret that this package makes. n8n stores them,
 * encrypted, when `preAuthentication` returns them (n8n.md 1.3), so that every process of n8n has
 * the same one.
 */
export interface GeneratedFields {
	/** 32 random bytes as base64url; empty until it is needed */
	generatedSecret: string;
	/**
	 * Unix time in milliseconds as text, until when the secret that version 0.1 derived from the
	 * login is accepted; or empty
	 */
	earlierSigningUntil: string;
}

const header = controlHeader('x-n8n-generate-secret');

/**
 * The header that marks a request for which the credential has to hold a generated secret. n8n lets
 * only a credential write its own fields, and only when a request finds the session expired; so the
 * mark makes one request find it so.
 * @param registered `replaces`: a webhook may be registered under the secret that version 0.1
 *   derived from the login; `new`: none is
 */
export const generationMark = (registered: 'replaces' | 'new') => header.put(registered);

/**
 * Long enough for a publication that fails and is repeated; until then a webhook that version 0.1
 * registered is still verified.
 */
const LOGIN_SECRET_ACCEPTED_MS = 7 * 86_400_000;

/**
 * The copies of credentials, one for each request, whose request waits for a secret, with what the
 * mark said.
 */
const waiting = new WeakMap<object, string>();

/**
 * Takes the mark off a request.
 * @returns whether a secret has to be made first: the request was marked, and the credential holds
 *   none
 */
export function takeGenerationMark(
	credentials: Readonly<Record<string, unknown>>,
	request: { headers?: Record<string, unknown> },
): boolean {
	const mark = header.take(request.headers);
	if (mark === undefined || holdsSecret(credentials)) return false;
	waiting.set(credentials, mark);
	return true;
}

/**
 * The new secret for a copy of the credential whose request waits for one; undefined for every
 * other. It is given once.
 * @param now Unix time in milliseconds
 */
export function generateSecret(
	credentials: Readonly<Record<string, unknown>>,
	now: number,
): GeneratedFields | undefined {
	const mark = waiting.get(credentials);
	if (!waiting.delete(credentials)) return undefined;
	return {
		generatedSecret: randomBytes(32).toString('base64url'),
		earlierSigningUntil: mark === 'replaces' ? String(now + LOGIN_SECRET_ACCEPTED_MS) : '',
	};
}

/** Whether a credential holds a generated secret. */
export function holdsSecret({ generatedSecret }: Readonly<Record<string, unknown>>): boolean {
	return typeof generatedSecret === 'string' && generatedSecret !== '';
}

/**
 * The webhook secret of a credential that names none: 64 hexadecimal digits. KillB advises at least
 * 32 characters (killb.md 4.1). KillB gets to know this one, but neither the generated secret nor
 * the key of memories, which is derived from it as well.
 */
export function webhookSecretFrom(generatedSecret: string): string {
	const secret = hkdfSync('sha256', generatedSecret, '', 'KillB webhook secret', 32);
	return Buffer.from(secret).toString('hex');
}

/**
 * The secret that deliveries are signed with from now on: the one that the credential names, or the
 * generated one.
 */
export function currentWebhookSecret(
	fields: SecretFields & Pick<GeneratedFields, 'generatedSecret'>,
): string {
	return namedSecret(fields) ?? webhookSecretFrom(fields.generatedSecret);
}

/**
 * The secrets of a credential that names none: the generated one, and for a while the one that
 * version 0.1 derived from the login and registered, so that a webhook which was registered then
 * works until its workflow is published again.
 * @param now Unix time in milliseconds
 * @throws Error for a malformed login, where the secret has to be derived from it
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
 * Version 0.1 derived the secret from the password by a fast function, so that who had a delivery
 * and its signature could test passwords. It is accepted until the workflow is published again, and
 * never sent.
 */
function fromLogin(fields: LoginFields): WebhookSecret {
	const { root, email, password } = checkLogin(fields);
	const value = createHmac('sha256', password)
		.update(JSON.stringify(['webhook secret v1', root.origin, root.path, email.toLowerCase()]))
		.digest('hex');
	return { label: 'previous', value, isFromLogin: true };
}
