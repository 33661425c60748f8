import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type QueueStack, startQueueStack } from '../../support/n8n/queue/queueStack';
import { scratchFolder } from '../../support/n8n/runtime';
import { startStack, type Stack, type Step } from '../../support/n8n/stack';
import type { Suite } from '../suite';
import { agents } from './agents';
import { disorderedWebhooks } from './disorderedWebhooks';
import { importedWorkflows } from './importedWorkflows';
import { killedWhileOrdering } from './killedWhileOrdering';
import { mcpClients } from './mcpClients';
import { fullDisk } from './outages/fullDisk';
import { lostDatabase, lostRedis } from './outages/lostServices';
import type { RealRun } from './realRun';
import { restoredDatabase } from './restoredDatabase';

/** The stacks that the parts run on, each started when the first part needs it. */
interface Stacks {
	single: () => Promise<Stack>;
	queue: () => Promise<QueueStack>;
	/** for a part that needs one of its own */
	folder: string;
}

type Part = (stacks: Stacks) => Promise<RealRun>;
const onSingle =
	(part: (stack: Stack) => Promise<RealRun>): Part =>
	async ({ single }) =>
		await part(await single());
const onQueue =
	(part: (stack: QueueStack) => Promise<RealRun>): Part =>
	async ({ queue }) =>
		await part(await queue());

const PARTS: Array<[name: string, run: Part]> = [
	['n8n killed in the middle of 100 orders', onSingle(killedWhileOrdering)],
	['webhooks twice, and out of order', onSingle(disorderedWebhooks)],
	['tools of an MCP server', onSingle(mcpClients)],
	['tools of AI agents', onSingle(agents)],
	['a database restored from a backup', onSingle(restoredDatabase)],
	['workflows in a new database', onSingle(importedWorkflows)],
	['a full disk', async ({ folder }) => await fullDisk({ folder: join(folder, 'full'), step })],
	['a database that goes away and comes back', onQueue(lostDatabase)],
	['a Redis that goes away and comes back', onQueue(lostRedis)],
];

/**
 * Runs the parts that need a whole n8n: the packed package in it, its database, and a process that
 * can be killed.
 * @param pattern takes only the parts whose name matches
 */
export async function realN8n(suite: Suite, pattern = ''): Promise<void> {
	const chosen = PARTS.filter(([name]) => new RegExp(pattern, 'i').test(name));
	if (chosen.length === 0) throw new Error(`No part with a real n8n is called ${pattern}`);
	const folder = join(scratchFolder, `chaos-${process.pid}`);
	const stops: Array<() => Promise<void>> = [];
	let isClean = false;
	try {
		const onStarted = (stop: () => Promise<void>) => void stops.unshift(stop);
		const of = (name: string) => ({ folder: join(folder, name), step, onStarted });
		const stacks: Stacks = {
			single: once(async () => await startStack(of('single'))),
			queue: once(async () => await startQueueStack(of('queue'))),
			folder,
		};
		for (const [name, part] of chosen) {
			const run = await step(name, async () => await part(stacks));
			suite.tally.addFault(name);
			suite.record(name, name, run);
		}
		isClean = suite.failures.length === 0;
	} finally {
		for (const stop of stops) await stop();
		if (isClean) rmSync(folder, { recursive: true, force: true });
		else process.stderr.write(`The logs are in ${folder}.\n`);
	}
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
	let made: Promise<T> | undefined;
	return async () => await (made ??= make());
}

const step: Step = async (title, work) => {
	process.stderr.write(`${title} …\n`);
	return await work();
};
