import { setTimeout as sleep } from 'node:timers/promises';
import type { QueueStack } from '../../../support/n8n/queue/queueStack';
import type { UnsteadyService } from '../../../support/n8n/queue/service';
import type { RealRun } from '../realRun';
import { Work } from './work';

const PAUSED_MS = 6_000;
/** Longer than n8n waits for Redis before it exits (10 s). */
const GONE_MS = 13_000;
/** The number of work items before, between and after the outages. */
const ENOUGH = 15;

/**
 * n8n's database stops answering for a moment, then exits and comes back with what it had stored.
 */
export async function lostDatabase(stack: QueueStack): Promise<RealRun> {
	return await through(stack, stack.postgres);
}

/** n8n's queue stops answering for a moment, then exits and comes back empty: its jobs are lost. */
export async function lostRedis(stack: QueueStack): Promise<RealRun> {
	return await through(stack, stack.redis);
}

async function through(stack: QueueStack, service: UnsteadyService): Promise<RealRun> {
	const work = await Work.publish(stack);
	await work.during(async () => {
		await work.more(ENOUGH);
		service.pause();
		await sleep(PAUSED_MS);
		service.resume();
		await work.more(ENOUGH);
		await service.crash();
		await sleep(GONE_MS);
		await service.restart();
		await stack.revive();
		await work.more(ENOUGH);
	});
	await stack.revive();
	return await work.settle();
}
