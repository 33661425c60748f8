import { dirname, join } from 'node:path';
import type { Stack } from '../../support/n8n/stack';
import { waitFor } from '../../support/n8n/waitFor';
import { compared } from './answers';
import { answersOf, events, idsOf, publishAutomaticOrders } from './automaticOrders';
import { backUpDatabase, restoreDatabase } from './database';
import { misbehaved, orderReferences, type RealRun, renew } from './realRun';

/**
 * Restores n8n's database from a backup: an execution for another customer gets the id of one that
 * had ordered before.
 */
export async function restoredDatabase(stack: Stack): Promise<RealRun> {
	const { sandbox, client, userFolder, stopN8n, restartN8n } = stack;
	await renew(sandbox);
	const orders = await publishAutomaticOrders(stack, 'chaos-restored');
	await waitFor('the workflow to be published', async () => {
		return (await client.publicationStatus(orders.id)).status === 'published' || undefined;
	});
	const backup = join(dirname(userFolder), 'backup');
	await stopN8n();
	backUpDatabase(userFolder, backup);
	await restartN8n();
	const before = await events(orders, 1);
	await stopN8n();
	restoreDatabase(userFolder, backup);
	await restartN8n();
	const after = await events(orders, 1);

	const executions = [...before, ...after];
	const there = (await orderReferences(sandbox)).length;
	const run = compared(answersOf(executions), there, executions.length);
	const [first, second] = idsOf(executions);
	if (first !== second) {
		run.findings.push(misbehaved(`the ids of the executions are ${first} and ${second}`));
	}
	await client.unpublish(orders.id);
	return run;
}
