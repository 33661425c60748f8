import { plainAddress } from '../../../core/webhook/subscription';
import type { WorkflowFile } from '../../support/n8n/n8nTypes';
import { type Stack, waitUntilLive, webhookUrl } from '../../support/n8n/stack';
import { waitFor } from '../../support/n8n/waitFor';

/** Each service whose trigger registers itself, with that trigger. */
const TRIGGERS = [
	['killb', 'killBTrigger'],
	['kernelhost', 'kernelHostTrigger'],
] as const;

type Slots = Record<'killb' | 'kernelhost', string | null>;

/**
 * Publishes a workflow as a user who imports it does, and waits until its triggers have registered
 * themselves.
 * @param n8nUrl of the process that serves its webhooks
 * @returns the workflow's id
 */
export async function publishExample(
	{ client, sandbox }: Pick<Stack, 'client' | 'sandbox'>,
	workflow: WorkflowFile,
	n8nUrl = client.url,
): Promise<string> {
	const created = await client.createWorkflow(workflow);
	await client.publish(created);
	await waitFor(`"${workflow.name}" to be published`, async () => {
		const { status } = await client.publicationStatus(created.id);
		return status === 'published' || undefined;
	});
	for (const [service, type] of TRIGGERS) {
		if (!workflow.nodes.some((node) => node.type.endsWith(`.${type}`))) continue;
		const url = webhookUrl(n8nUrl, workflow, type);
		await waitUntilLive(url);
		await waitFor(`the registration at ${service}`, async () => {
			const slots = await sandbox.control<Slots>('GET', '/webhooks');
			return plainAddress(slots[service] ?? '') === url || undefined;
		});
	}
	return created.id;
}

/**
 * Unpublishes a workflow and waits until n8n has done so and both services' subscriptions are
 * empty.
 */
export async function unpublishExample(
	{ client, sandbox }: Stack,
	workflowId: string,
): Promise<void> {
	await client.unpublish(workflowId);
	await waitFor('the workflow to be un-published', async () => {
		const { status } = await client.publicationStatus(workflowId);
		return status === 'not_published' || undefined;
	});
	await waitFor('both slots to be empty', async () => {
		const { killb, kernelhost } = await sandbox.control<Slots>('GET', '/webhooks');
		return (killb === null && kernelhost === null) || undefined;
	});
}
