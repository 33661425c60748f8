import { randomUUID } from 'node:crypto';
import type { JournalEntry } from '../../../sandbox/shared/journal';
import { endedExecutions, type Execution, outputOf, ranNode } from '../../support/n8n/executions';
import type { Stack } from '../../support/n8n/stack';
import { waitFor } from '../../support/n8n/waitFor';

/** The nodes of examples/paid-ramp-to-server.json that show which path an execution took. */
export const nodeNames = {
	rampChanged: 'KillB: ramp changed',
	onlyCompleted: 'Only when COMPLETED',
	readUser: 'Who paid?',
	order: 'Order the server',
	serverReady: 'KernelHost: server is ready',
	done: 'Done',
};

/** The outcome of one delivery: the receiver's response. */
interface Fired {
	status: number | null;
	id: string;
}

/** Everything that can be observed after the main job ran. */
export interface Evidence {
	rampId: string;
	eventId: string;
	forged: Fired;
	unfinished: Fired;
	completed: Fired;
	repeated: Fired;
	journal: JournalEntry[];
	executions: Execution[];
}

/**
 * Lets KillB report ramps: a forged one, one that is not completed yet, the same one completed, and
 * that report a second time. Waits until n8n and both services have processed them.
 */
export async function runMainJob(
	{ sandbox, client }: Stack,
	workflowId: string,
): Promise<Evidence> {
	const rampId = randomUUID();
	const eventId = newEventId();
	const fire = async (id: string, data: object, overrides: object = {}): Promise<Fired> =>
		await sandbox.control('POST', '/events', {
			service: 'killb',
			event: 'RAMP',
			action: 'UPDATE',
			id,
			maxAttempts: 1,
			data,
			...overrides,
		});
	const executions = async () => await endedExecutions(client, workflowId);

	const forged = await fire(
		newEventId(),
		{ id: randomUUID(), status: 'COMPLETED' },
		{ secret: 'a secret that KillB does not use' },
	);
	const unfinished = await fire(newEventId(), { id: rampId, status: 'CASH_IN_COMPLETED' });
	const completed = await fire(eventId, { id: rampId, status: 'COMPLETED' });
	await waitFor(
		'n8n to hear that the server is ready',
		async () => (await executions()).some(({ data }) => ranNode(data, nodeNames.done)) || undefined,
	);
	const repeated = await fire(eventId, { id: rampId, status: 'COMPLETED' });
	const all = await waitFor('n8n to deal with the repeated report', async () => {
		const list = await executions();
		return executionsOf(list, eventId).length >= 2 ? list : undefined;
	});
	return {
		rampId,
		eventId,
		forged,
		unfinished,
		completed,
		repeated,
		executions: all,
		journal: await sandbox.journal(),
	};
}

/** The executions that a delivery of this event started. */
export function executionsOf(executions: Execution[], eventId: string): Execution[] {
	return executions.filter(
		({ data }) => outputOf(data, nodeNames.rampChanged)?.['eventId'] === eventId,
	);
}

function newEventId(): string {
	return `evt_${randomUUID()}`;
}
