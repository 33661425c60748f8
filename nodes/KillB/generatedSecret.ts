import type { IDataObject } from 'n8n-workflow';
import { type GeneratedFields, generationMark, holdsSecret } from '../../core/killb/webhookSecret';
import type { LoginFields } from '../../core/killb/login';
import type { SecretFields } from '../../core/webhook/secrets';
import { GuardError } from '../shared/errors/failure';
import type { ApiClient } from '../shared/client/service';
import { PATH, unlessNone } from './webhookConfiguration';

/** The fields of the KillB credential that are about webhooks. */
export type WebhookFields = LoginFields & SecretFields & GeneratedFields;

/** Where a generated secret comes from, and is read again once n8n has stored it. */
export interface SecretStore {
	read: () => Promise<WebhookFields>;
	api: ApiClient;
}

/**
 * The fields of the credential with a secret that this package generated; n8n makes and stores it
 * first where there is none.
 * @param mayBeRegistered whether a webhook may be registered under the secret of version 0.1
 * @throws GuardError where n8n does not store it; NodeApiError where there is no session to be had
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
		'n8n did not store a webhook secret for the KillB credential',
		'Enter at least 32 random characters as Webhook Secret in the credential. Nothing was changed at KillB.',
	);
}

/** The fields of a credential as n8n gives them. */
export function asWebhookFields(fields: Readonly<IDataObject>): WebhookFields {
	return fields as unknown as WebhookFields;
}
