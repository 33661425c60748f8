import type { FormLogin } from '../../form';
import type { N8nClient } from '../../n8nClient';
import type { Stack } from '../../stack';

const login: FormLogin = { user: 'operations', password: 'Pay-with-care-2026' };
const made = new WeakMap<N8nClient, Promise<string>>();

/** Makes the credential by which the forms that move money are protected, once in each n8n. */
export async function paymentForm({ client }: Stack): Promise<FormLogin> {
	if (!made.has(client)) {
		const fields = { ...login };
		made.set(client, client.createCredential('Payment form', 'httpBasicAuth', fields));
	}
	await made.get(client);
	return login;
}
