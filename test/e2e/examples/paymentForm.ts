import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { type FormLogin, postForm, type Submission, submitForm } from '../../support/n8n/form';
import type { N8nClient } from '../../support/n8n/n8nClient';
import type { WorkflowFile } from '../../support/n8n/n8nTypes';
import type { Stack } from '../../support/n8n/stack';
import { publishExample, unpublishExample } from './publishExample';

const login: FormLogin = { user: 'operations', password: 'Pay-with-care-2026' };
const made = new WeakMap<N8nClient, Promise<string>>();

/** A published example that begins with a form which moves money. */
interface PaymentForm {
	/** Fills it in, with the password, and returns the page that it ends with. */
	submit: (fields: Submission['fields']) => Promise<string>;
	/** Checks that a wrong password is rejected and starts nothing. */
	expectClosed: (fields: Submission['fields']) => Promise<void>;
}

/** Publishes an example whose first node is its form, for the tests of one `describe`. */
export function paymentForm(stack: () => Stack, workflow: WorkflowFile): PaymentForm {
	const webhookId = workflow.nodes[0]?.webhookId as string;
	let workflowId: string;
	before(async () => {
		await makeCredential(stack().client);
		workflowId = await publishExample(stack(), workflow);
	});
	after(async () => await unpublishExample(stack(), workflowId));
	return {
		submit: async (fields) =>
			(await submitForm(stack().client, { workflowId, webhookId, fields, login })).page,
		expectClosed: async (fields) => {
			const { client } = stack();
			const wrongLogin: FormLogin = { user: login.user, password: 'guessed' };
			const { status } = await postForm(client, { webhookId, fields, login: wrongLogin });
			assert.equal(status, 401);
			assert.deepEqual(await client.executions(workflowId), []);
		},
	};
}

/** The credential that protects these forms, once for each n8n. */
async function makeCredential(client: N8nClient): Promise<void> {
	if (!made.has(client)) {
		const fields = { ...login };
		made.set(client, client.createCredential('Payment form', 'httpBasicAuth', fields));
	}
	await made.get(client);
}
