import { randomUUID } from 'node:crypto';
import { allExecutions } from '../../support/n8n/allExecutions';
import { plainAddress } from '../../../core/webhook/subscription';
import { readExample, type Stack, waitUntilLive, webhookUrl } from '../../support/n8n/stack';
import { waitFor } from '../../support/n8n/waitFor';
import { type RealRun, renew, settled } from './realRun';

const RAMPS = 10;
/** How many more times each webhook is sent. */
const DUPLICATES = 2;
const WINDOW_MS = 1_500;
/** The states that KillB reports before a ramp is completed; out of order they also come after. */
const STATES = ['CASH_IN_COMPLETED', 'COMPLETED'];

/**
 * Sends every webhook of the example `paid-ramp-to-server.json` three times and out of order: each
 * completed ramp orders one server.
 */
export async function disorderedWebhooks({ sandbox, client }: Stack): Promise<RealRun> {
	await renew(sandbox);
	const workflow = readExample('paid-ramp-to-server.json');
	const created = await client.createWorkflow(workflow);
	await client.publish(created);
	const urls = {
		killb: webhookUrl(client.url, workflow, 'killBTrigger'),
		kernelhost: webhookUrl(client.url, workflow, 'kernelHostTrigger'),
	};
	await Promise.all(Object.values(urls).map(waitUntilLive));
	await waitFor('both registrations', async () => {
		const slots = await sandbox.control<Record<keyof typeof urls, string | null>>(
			'GET',
			'/webhooks',
		);
		const isHeld = (name: keyof typeof urls) => plainAddress(slots[name] ?? '') === urls[name];
		return (isHeld('killb') && isHeld('kernelhost')) || undefined;
	});
	await sandbox.control('PUT', '/deliveries', {
		duplicates: DUPLICATES,
		reorderWindowMs: WINDOW_MS,
	});

	const ramps = Array.from({ length: RAMPS }, () => randomUUID());
	const events = STATES.flatMap((status) => ramps.map((id) => ({ id, status })));
	const fired = await Promise.all(
		events.map(
			async (data) =>
				await sandbox.control<{ status: number | null }>('POST', '/events', {
					service: 'killb',
					event: 'RAMP',
					action: 'UPDATE',
					data,
				}),
		),
	);
	const rejected = fired.filter(({ status }) => status !== 200).length;
	const deliveries = events.length * (DUPLICATES + 1);
	// Executions that KernelHost's own webhooks start are added, several for each order.
	const executions = await waitFor('n8n to have dealt with all of them', async () => {
		const all = await allExecutions(client, created.id);
		const isOver = all.every(({ stoppedAt }) => stoppedAt !== null);
		const least = deliveries + RAMPS * (DUPLICATES + 1);
		return isOver && all.length >= least ? all : undefined;
	});
	const failed = executions.filter(({ status }) => status !== 'success').length;
	await client.unpublish(created.id);
	return await settled(sandbox, ramps, [
		...(rejected > 0 ? [`n8n rejected ${rejected} webhooks`] : []),
		...(failed > 0 ? [`${failed} of ${executions.length} executions failed`] : []),
	]);
}
