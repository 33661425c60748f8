import type { JournalEntry } from '../../../sandbox/shared/journal';
import { waitFor } from '../../support/n8n/waitFor';
import { endedCounts } from '../../support/n8n/queue/executionCounts';
import { type KeyLimit, lowerLimit, raiseLimit, WIDE } from './kernelHostLimit';
import { ordersPlaced, type Reported, reportRamps } from './load';
import type { QueueStack } from '../../support/n8n/queue/queueStack';

export interface LoadPlan {
	/** completed ramps that KillB reports */
	ramps: number;
	/** the limit is lowered after so many orders */
	fast: number;
	/** the limit that two workers then share */
	limit: KeyLimit;
	/** a worker is killed after so many more */
	limited: number;
}

/** The results of the load. */
export interface KilledRun extends Reported {
	/** The number of executions by status. */
	ended: Record<string, number>;
	/** The keys of the placed orders. */
	placed: string[];
	/** KernelHost's requests while the limit was low and both workers were running. */
	limited: JournalEntry[];
}

/** Longer than any part of it takes, also on a busy machine. */
const PATIENCE = { timeout: 600_000, interval: 500 };

/**
 * Reports completed ramps; lets two workers share a low limit for a while; then kills one of them
 * (SIGKILL) and adds another. Waits until n8n considers every execution ended, including those of
 * the killed worker: with a low limit they wait for their turn.
 */
export async function killWorkerUnderLoad(
	stack: QueueStack,
	workflowId: string,
	plan: LoadPlan,
): Promise<KilledRun> {
	const { sandbox, client, workers, addWorker } = stack;
	await sandbox.control('PUT', '/deliveries', { timeoutMs: PATIENCE.timeout });
	const reporting = reportRamps(sandbox, plan.ramps);
	await untilPlaced(stack, plan.fast);
	await lowerLimit(stack, plan.limit);
	const since = (await sandbox.journal()).at(-1)?.seq ?? 0;
	await untilPlaced(stack, (await ordersPlaced(sandbox)).length + plan.limited);
	const limited = (await sandbox.journal()).filter(
		({ seq, service, direction }) => seq > since && service === 'kernelhost' && direction === 'in',
	);
	await workers.at(-1)?.kill();
	await addWorker();
	await raiseLimit(stack, WIDE);
	const reported = await reporting;
	const ended = await waitFor(
		'all executions to end',
		async () => await endedCounts(client, workflowId, plan.ramps),
		{ ...PATIENCE, interval: 3000 },
	);
	const placed = (await ordersPlaced(sandbox)).map(({ idempotencyKey }) => idempotencyKey);
	return { ...reported, ended, placed, limited };
}

async function untilPlaced({ sandbox }: QueueStack, count: number): Promise<void> {
	const arePlaced = async () => (await ordersPlaced(sandbox)).length >= count || undefined;
	await waitFor(`${count} orders`, arePlaced, PATIENCE);
}
