import { median } from 'simple-statistics';
import { KILLB_LIMITS } from '../../nodes/KillB/limits';
import type { Stack } from '../../test/support/n8n/stack';
import type { Bench } from '../bench';
import { figure } from '../chart';
import { compareToGoal } from '../goal';
import { httpRequest, KILLB_USERS, ourNode } from '../requests/asked';
import {
	DOCUMENTED,
	documentedLimits,
	latency,
	minimumSeconds,
	withLimits,
} from '../requests/conditions';
import { LimitedReads } from '../requests/limitedReads';
import { MeteredWorkflow } from '../requests/meteredWorkflow';
import { checkReading } from '../requests/reading';
import { onlyUsers } from '../requests/users';
import { table } from '../page';
import { inTurns } from '../rounds';
import { ratioOf, seriesNamed } from '../statistics';

const LATENCY_MS = 100;
const OURS = 'Our node, default settings';
const BATCHES = 'HTTP Request node, option Batching (50 items each 1,000 ms)';
const AT_ONCE = 'HTTP Request node, default settings';
const BATCHING = { options: { batching: { batch: { batchSize: 50, batchInterval: 1000 } } } };

/** KillB users read by ID within the rate limit. */
export const bench: Bench = {
	name: 'killb-reads',
	run: async (context) => {
		const stack = await context.stack();
		const count = context.quick ? 150 : 1000;
		// Sequential reading takes minutes, and rate-limited results hardly vary.
		const rounds = Math.min(context.rounds, 2);
		const reads = new LimitedReads(stack, KILLB_USERS, await onlyUsers(stack, count));
		await latency(stack, LATENCY_MS);
		const { killb } = stack.credentials;
		const ours = await reads.by(OURS, ourNode(KILLB_USERS, killb));
		const batches = await reads.by(BATCHES, httpRequest(KILLB_USERS, stack, killb, BATCHING));
		const atOnce = await reads.by(AT_ONCE, httpRequest(KILLB_USERS, stack, killb));
		const complete = { [OURS]: ours, [BATCHES]: batches };
		const measured = await inTurns(rounds, { ...complete, [AT_ONCE]: atOnce });
		const overLatency = await byLatency(stack, context.quick);
		await latency(stack, 0);
		const logins = await loginsForStaleToken(stack, context.quick ? 50 : 1000);

		const minimum = minimumSeconds(count, DOCUMENTED.killb);
		const series = measured.filter(({ name }) => name in complete);
		const what = `${count} KillB users read`;
		return {
			title: 'KillB users within the limit',
			method: `${count} users are read by their ids in the real n8n, from a server that answers after ${LATENCY_MS} ms and rejects what is beyond the documented
${DOCUMENTED.killb.perSecond} requests a second and ${DOCUMENTED.killb.burst} at once. No client can be faster than ${minimum} s. All use the same credential; each continues when an item fails. Both HTTP
Request nodes are as the editor adds them; the option Batching brings its own default values along. The time is that of the node alone, from its input to its output. ${rounds} rounds.`,
			unit: 'seconds',
			series,
			findings: [
				compareToGoal(
					`${what}: against the limit’s own minimum`,
					median(seriesNamed(series, OURS).samples) / minimum,
					'≤',
					1.05,
					'×',
				),
				compareToGoal(
					`${what}: requests that the limit rejected`,
					reads.worst(OURS, 'rejected'),
					'=',
					0,
					'',
				),
				compareToGoal('Logins for as many items at once with a stale token', logins, '=', 1, ''),
				compareToGoal(`${what}: failed items`, reads.worst(OURS, 'failed'), '=', 0, ''),
				compareToGoal(
					`${what}: failed items of the HTTP Request node, default settings`,
					reads.best(AT_ONCE, 'failed'),
					'≥',
					1,
					'',
				),
			],
			details: `What became of the items:\n\n${reads.table()}\n\nOf the ${DOCUMENTED.killb.burst} requests that may go at once our node uses ${KILLB_LIMITS.burst} and leaves the rest to logins and to whatever else uses the
account, which costs it ${(DOCUMENTED.killb.burst - KILLB_LIMITS.burst) / DOCUMENTED.killb.perSecond} s against the minimum.\n\n${overLatency}`,
			remarks: [
				'The HTTP Request node with default settings is not in the chart: it sends all requests at once and is done soon, but most of its items are errors. With its option Batching it reads them all, for who knows the limit and sets it in every workflow; two workflows at the same time are then beyond it again, because each counts for itself.',
			],
		};
	},
};

const LATENCIES_MS = [10, 50, 100, 200];
const ONE = 'one request at a time (Parallel Reads 1)';

/**
 * Other n8n packages send one request at a time, so what that costs depends on how soon the service
 * answers.
 * @returns a table with its introduction; Markdown
 */
async function byLatency(stack: Stack, quick: boolean): Promise<string> {
	const count = quick ? 20 : 200;
	const ids = await onlyUsers(stack, count);
	const single = await withLimits(stack, KILLB_USERS, { parallelReads: 1 });
	const rows: string[][] = [];
	for (const milliseconds of quick ? [10] : LATENCIES_MS) {
		await latency(stack, milliseconds);
		const reads = new LimitedReads(stack, KILLB_USERS, ids, `at-${milliseconds}`);
		const ours = await reads.by(OURS, ourNode(KILLB_USERS, stack.credentials.killb));
		const one = await reads.by(ONE, ourNode(KILLB_USERS, single));
		const series = await inTurns(1, { [OURS]: ours, [ONE]: one });
		const [fast, slow] = series.map(({ samples }) => median(samples)) as [number, number];
		const ratio = ratioOf(series, ONE, OURS);
		rows.push([figure(milliseconds), figure(fast), figure(slow), `${figure(ratio)} ×`]);
	}
	const headings = ['Latency (ms)', 'Our node (s)', 'One at a time (s)', 'Ratio'];
	return `${count} users, by how soon the server answers; one at a time is our node with Parallel Reads 1, as most n8n packages send:\n\n${table(headings, rows)}`;
}

/** Reads many users with a token that the server has revoked, and counts the logins. */
async function loginsForStaleToken(stack: Stack, count: number): Promise<number> {
	const ids = await onlyUsers(stack, count);
	await documentedLimits(stack);
	const ours = ourNode(KILLB_USERS, stack.credentials.killb);
	const workflow = await MeteredWorkflow.publish(stack, 'logins', [ours]);
	await workflow.run(ids.slice(0, 1));
	await stack.sandbox.control('POST', '/tokens/revoke');
	const logins = async () => {
		const path = '/journal?method=POST&path=/api/v2/auth/login';
		return (await stack.sandbox.control<unknown[]>('GET', path)).length;
	};
	const before = await logins();
	checkReading('reads with a stale token', await workflow.run(ids), ids);
	return (await logins()) - before;
}
