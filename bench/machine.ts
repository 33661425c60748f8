import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { nodeIn, root } from '../test/support/n8n/runtime';
import { testedCommit } from '../scripts/testedCommit';

/** The machine of the measurements, without which the figures mean nothing. */
export interface Machine {
	processor: string;
	cores: number;
	memoryGiB: number;
	system: string;
	/** Node's version for the benches without n8n. */
	node: string;
	n8n: string;
	n8nNode: string;
	date: string;
	/** The measured commit, and whether there were uncommitted changes. */
	commit: string;
}

export function describeMachine(): Machine {
	const [processor] = os.cpus();
	const n8n = path.join(root, 'test/support/n8n/node_modules', 'n8n', 'package.json');
	return {
		processor: processor?.model.trim() ?? 'unknown',
		cores: os.cpus().length,
		memoryGiB: Math.round(os.totalmem() / 2 ** 30),
		system: `${os.type()} ${os.release()}`,
		node: process.version,
		n8n: (JSON.parse(readFileSync(n8n, 'utf8')) as { version: string }).version,
		n8nNode: execFileSync(nodeIn(path.join(root, 'test/support/n8n')), ['--version'], {
			encoding: 'utf8',
		}).trim(),
		date: new Date().toISOString().slice(0, 10),
		commit: testedCommit(root, ['core', 'nodes', 'credentials', 'bench']),
	};
}

/**
 * Measures how busy the machine is with other work: the share of its processor time, in per cent,
 * that was in use for two seconds. Call it while nothing is measured.
 */
export async function shareInUse(): Promise<number> {
	const before = processorTimes();
	await sleep(2000);
	const after = processorTimes();
	const idle = after.idle - before.idle;
	return 100 * (1 - idle / (after.total - before.total));
}

function processorTimes(): { idle: number; total: number } {
	const times = os.cpus().map((cpu) => cpu.times);
	const total = times.flatMap((one) => Object.values(one)).reduce((sum, value) => sum + value, 0);
	return { idle: times.reduce((sum, { idle }) => sum + idle, 0), total };
}
