import type { IDataObject } from 'n8n-workflow';
import {
	type GeneratedFields,
	generationMark,
	holdsSecret,
	unnamedSecrets,
} from '../../core/killb/webhookSecret';
import type { LoginFields } from '../../core/killb/login';
import type { SecretFields } from '../../core/webhook/secrets';
import type { WebhookSecret } from '../../core/webhook/signature';
import { GuardError } from '../shared/errors/failure';
import type { ApiClient } from '../shared/client/service';
import { PATH, unlessNone } from './webhookConfiguration';

/** The webhook fields of the KillB credential. */
export type WebhookFields = LoginFields & SecretFields & GeneratedFields;

/** Access to the credential, which generates a secret and is read again once n8n has stored it. */
export interface SecretStore {
	read: () => Promise<WebhookFields>;
	api: ApiClient;
}

/**
 * Returns the credential's fields with a generated secret, which is generated and stored first
 * where there is none.
 * @param mayBeRegistered whether a webhook may be registered under the secret of version 0.1
 * @throws GuardError where n8n does not store it; NodeApiError where the login fails
 */
export async function fieldsWithSecret(
	{ read, api }: SecretStore,
	mayBeRegistered: boolean,
): Promise<WebhookFields> {
	const fields = await read();
	if (holdsSecret({ ...fields })) return fields;
	const headers = generationMark(mayBeRegistered ? 'replaces' : 'new');
	await unlessNone(
		api.send({ method: 'GET', path: PATH, headers, repeatable: true, mayBeEmpty: true }),
	);
	const stored = await read();
	if (holdsSecret({ ...stored })) return stored;
	throw new GuardError(
		'SECRET_NOT_STORED',
		'n8n did not store a webhook secret for the KillB credential',
		'Enter at least 32 random characters as Webhook Secret in the credential. Nothing was changed at KillB.',
	);
}

/** Converts the fields of a credential from n8n. */
export function asWebhookFields(fields: Readonly<IDataObject>): WebhookFields {
	return fields as unknown as WebhookFields;
}

/**
 * Returns the secrets of a credential that names none.
 * @param moment Unix milliseconds
 * @throws Error when they can't be determined
 */
export function generatedSecrets(fields: SecretFields, moment: number): WebhookSecret[] {
	return unnamedSecrets(fields as WebhookFields, moment);
}
