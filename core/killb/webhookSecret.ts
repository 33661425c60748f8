import { createHmac } from 'node:crypto';
import type { SecretFields } from '../webhook/secrets';
import { namedSecret } from '../webhook/secrets';
import type { LoginFields } from './login';
import { checkLogin } from './login';

/** The secret that deliveries are signed with from now on: the credential's own, or the one that its login makes. */
export function currentWebhookSecret(fields: LoginFields & SecretFields): string {
	return namedSecret(fields) ?? derivedWebhookSecret(fields);
}

/**
 * The secret of the webhook configuration of a credential that names none: made from the login, so that nothing needs to be
 * stored in a workflow, whose data n8n gives out in clear (n8n.md 2.5). Another password makes another secret: the workflow
 * has to be published again then. 64 hexadecimal digits; KillB advises at least 32 characters (killb.md 4.1).
 * @throws Error for a malformed credential
 */
export function derivedWebhookSecret(fields: LoginFields): string {
	const { root, email, password } = checkLogin(fields);
	return createHmac('sha256', password)
		.update(JSON.stringify(['webhook secret v1', root.origin, root.path, email.toLowerCase()]))
		.digest('hex');
}
