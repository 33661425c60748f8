import assert from 'node:assert/strict';
import { type FormLogin, postForm, type Submission } from '../../form';
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

/** Who does not know the password is refused, and nothing is started. */
export async function expectClosed(
	{ client }: Stack,
	{ workflowId, ...form }: Omit<Submission, 'login'>,
): Promise<void> {
	const stranger: FormLogin = { user: login.user, password: 'guessed' };
	assert.equal((await postForm(client, { ...form, login: stranger })).status, 401);
	assert.deepEqual(await client.executions(workflowId), []);
}
