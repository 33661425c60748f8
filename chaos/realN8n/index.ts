import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { scratchFolder } from '../../e2e/runtime';
import { startStack, type Stack, type Step } from '../../e2e/stack';
import type { Suite } from '../suite';
import { agents } from './agents';
import { disorderedWebhooks } from './disorderedWebhooks';
import { importedWorkflows } from './importedWorkflows';
import { killedWhileOrdering } from './killedWhileOrdering';
import { mcpClients } from './mcpClients';
import type { RealRun } from './realRun';
import { restoredDatabase } from './restoredDatabase';

const PARTS: Array<[name: string, run: (stack: Stack) => Promise<RealRun>]> = [
	['n8n killed in the middle of 100 orders', killedWhileOrdering],
	['webhooks twice, and out of order', disorderedWebhooks],
	['tools of an MCP server', mcpClients],
	['tools of AI agents', agents],
	['a database restored from a backup', restoredDatabase],
	['workflows in a new database', importedWorkflows],
];

/**
 * The parts that need a whole n8n: the packed package in it, its database, and a process that can be killed.
 * @param pattern takes only the parts whose name matches
 */
export async function realN8n(suite: Suite, pattern = ''): Promise<void> {
	const chosen = PARTS.filter(([name]) => new RegExp(pattern, 'i').test(name));
	if (chosen.length === 0) throw new Error(`No part with a real n8n is called ${pattern}`);
	const folder = join(scratchFolder, `chaos-${process.pid}`);
	const stops: Array<() => Promise<void>> = [];
	let isClean = false;
	try {
		const stack = await startStack({ folder, step, onStarted: (stop) => stops.unshift(stop) });
		for (const [name, part] of chosen) {
			const run = await step(name, async () => await part(stack));
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

const step: Step = async (title, work) => {
	process.stderr.write(`${title} …\n`);
	return await work();
};
