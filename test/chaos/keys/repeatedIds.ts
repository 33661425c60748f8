import { setTimeout as sleep } from 'node:timers/promises';
import type { NodeResult, NodeRun } from '../../support/engine';
import { commonFindings, credentialsFor, runSubject } from '../runSubject';
import type { Job, Shown } from '../job';
import type { Stage } from '../stage';
import { nameOf, type Subject } from '../subject';
import { automatic, counted, counter, errorsOf, itemsFor, KEYED, shownIds } from './keyed';

/** Milliseconds between two executions: two that begin at the same moment are out of scope. */
const APART_MS = 5;

/** How n8n's own ids are reused, or missing. */
const IDS: Array<[name: string, ids: Partial<NodeRun>, executions: number]> = [
	['the same execution ID, after a backup was restored', { executionId: '2' }, 2],
	['no execution ID, as from an MCP Server Trigger', { withoutExecutionId: true }, 3],
	[
		'no execution ID, called by hand',
		{ withoutExecutionId: true, mode: 'manual', workflowId: '' },
		2,
	],
];

/**
 * Executions with the same n8n ids are still separate executions: each one places its own order.
 */
export function repeatedIdJobs(): Job[] {
	return KEYED.flatMap((subject) =>
		IDS.map(([name, ids, executions]) => ({
			row: 'IDs of n8n that come again',
			title: `repeated ids ${nameOf(subject)}: ${name}`,
			run: async (stage: Stage, prefix: string) =>
				await runRepeated(stage, subject, { ids, executions, prefix }),
		})),
	);
}

async function runRepeated(
	stage: Stage,
	subject: Subject,
	{ ids, executions, prefix }: { ids: Partial<NodeRun>; executions: number; prefix: string },
): Promise<Shown> {
	await stage.clear();
	const items = await itemsFor(stage, subject, executions, prefix);
	const made = counter(stage, subject);
	const results: NodeResult[] = [];
	for (const item of items) {
		// A new credential store each time: as in another n8n, only the ids are the same.
		const credentials = await credentialsFor(stage, subject);
		const run = { items: [item], credentials, parameters: automatic(subject), ...ids };
		results.push(await runSubject(subject, run));
		await sleep(APART_MS);
	}
	const there = made();
	const failed = errorsOf(results);
	const different = new Set(shownIds(results)).size;
	return {
		asked: executions,
		placed: Math.min(there, executions),
		findings: [
			...counted([
				['duplicate', there - executions, `${there} made by ${executions} executions`],
				[
					'wrongReplay',
					executions - failed.length - different,
					`${executions} executions made ${there} and show ${different}`,
				],
				['lost', failed.length, `failed: ${failed.join('; ')}`],
			]),
			...commonFindings(stage, results),
		],
	};
}
