import { createHmac } from 'node:crypto';
import type { SecretFields } from '../webhook/secrets';
import { namedSecret } from '../webhook/secrets';
import type { WebhookSecret } from '../webhook/verdict';
import type { GeneratedFields } from './generatedSecret';
import { webhookSecretFrom, holdsSecret } from './generatedSecret';
import type { LoginFields } from './login';
import { checkLogin } from './login';

/** The secret that deliveries are signed with from now on: the one that the credential names, or the generated one. */
export function currentWebhookSecret(
	fields: SecretFields & Pick<GeneratedFields, 'generatedSecret'>,
): string {
	return namedSecret(fields) ?? webhookSecretFrom(fields.generatedSecret);
}

/**
 * The secrets of a credential that names none: the generated one, and for a while the one that version 0.1 derived from the login
 * and registered, so that a webhook which was registered then works until its workflow is published again.
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
 * Version 0.1 derived the secret from the password by a fast function, so that who had a delivery and its signature could test
 * passwords. It is accepted until the workflow is published again, and never sent.
 */
function fromLogin(fields: LoginFields): WebhookSecret {
	const { root, email, password } = checkLogin(fields);
	const value = createHmac('sha256', password)
		.update(JSON.stringify(['webhook secret v1', root.origin, root.path, email.toLowerCase()]))
		.digest('hex');
	return { label: 'previous', value, isFromLogin: true };
}
