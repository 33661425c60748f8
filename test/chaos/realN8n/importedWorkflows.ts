import { dirname, join } from 'node:path';
import { runN8nCommand } from '../../support/n8n/n8nCommandLine';
import { owner, type Stack, startStack } from '../../support/n8n/stack';
import { compared } from './answers';
import { answersOf, events, idsOf, publishAutomaticOrders } from './automaticOrders';
import { deleteDatabase } from './database';
import { misbehaved, orderReferences, type RealRun, renew } from './realRun';

const EVENTS_BEFORE = 3;
const EVENTS_AFTER = 7;

/**
 * Moves workflows and credentials to a new database with the same encryption key: the ids of
 * executions begin at 1 again, for other customers. It needs its own n8n, in which nothing has run
 * yet.
 */
export async function importedWorkflows({ userFolder }: Stack): Promise<RealRun> {
	const stops: Array<() => Promise<void>> = [];
	try {
		const own = await startStack({
			folder: join(dirname(userFolder), 'imported'),
			step: async (_, work) => await work(),
			onStarted: (stop) => stops.unshift(stop),
		});
		await renew(own.sandbox);
		const orders = await publishAutomaticOrders(own, 'chaos-imported');
		const before = await events(orders, EVENTS_BEFORE);
		await moveToNewDatabase(own);
		await own.client.setUpOwner(owner);
		await own.client.publish(await own.client.call('GET', `/workflows/${orders.id}`));
		const after = await events(orders, EVENTS_AFTER);

		const executions = [...before, ...after];
		const there = (await orderReferences(own.sandbox)).length;
		const run = compared(answersOf(executions), there, executions.length);
		const again = idsOf(after).filter((id) => idsOf(before).includes(id));
		if (again.length < EVENTS_BEFORE) {
			run.findings.push(misbehaved(`only ${again.length} ids of executions came again`));
		}
		return run;
	} finally {
		for (const stop of stops) await stop();
	}
}

async function moveToNewDatabase({ userFolder, stopN8n, restartN8n }: Stack): Promise<void> {
	const workflows = join(userFolder, 'workflows.json');
	const credentials = join(userFolder, 'credentials.json');
	await stopN8n();
	await runN8nCommand(userFolder, ['export:workflow', '--all', `--output=${workflows}`]);
	await runN8nCommand(userFolder, [
		'export:credentials',
		'--all',
		'--decrypted',
		`--output=${credentials}`,
	]);
	deleteDatabase(userFolder);
	await runN8nCommand(userFolder, ['import:credentials', `--input=${credentials}`]);
	await runN8nCommand(userFolder, ['import:workflow', `--input=${workflows}`]);
	await restartN8n();
}
