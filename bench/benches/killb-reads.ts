import { median } from 'simple-statistics';
import { KILLB_LIMITS } from '../../nodes/KillB/limits';
import type { Bench } from '../bench';
import { compareToGoal } from '../goal';
import { httpRequest, KILLB_USERS, ourNode } from '../requests/asked';
import { DOCUMENTED, latency, minimumSeconds, withLimits } from '../requests/conditions';
import { LimitedReads } from '../requests/limitedReads';
import { onlyUsers } from '../requests/users';
import { inTurns } from '../rounds';
import { ratioOf, seriesNamed } from '../statistics';

const LATENCY_MS = 100;
const OURS = 'Our node, default settings';
const ONE = 'One request at a time (our node, Parallel Reads 1)';
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
		const rounds = Math.min(context.rounds, 3);
		const reads = new LimitedReads(stack, KILLB_USERS, await onlyUsers(stack, count));
		await latency(stack, LATENCY_MS);
		const { killb } = stack.credentials;
		const ours = await reads.by(OURS, ourNode(KILLB_USERS, killb));
		const single = await withLimits(stack, KILLB_USERS, { parallelReads: 1 });
		const one = await reads.by(ONE, ourNode(KILLB_USERS, single));
		const batches = await reads.by(BATCHES, httpRequest(KILLB_USERS, stack, killb, BATCHING));
		const atOnce = await reads.by(AT_ONCE, httpRequest(KILLB_USERS, stack, killb));
		const complete = { [OURS]: ours, [ONE]: one, [BATCHES]: batches };
		const measured = await inTurns(rounds, { ...complete, [AT_ONCE]: atOnce });
		await latency(stack, 0);

		const minimum = minimumSeconds(count, DOCUMENTED.killb);
		const series = measured.filter(({ name }) => name in complete);
		const what = `${count} KillB users read`;
		return {
			title: 'KillB users within the limit',
			method: `${count} users are read by their ids in the real n8n, from a server that answers after ${LATENCY_MS} ms and refuses what is beyond the documented
${DOCUMENTED.killb.perSecond} requests a second and ${DOCUMENTED.killb.burst} at once. Nobody can be faster than ${minimum} s. All use the same credential; each goes on when an item fails. Both HTTP
Request nodes are as the editor adds them; the option Batching brings its own default values along. Other n8n packages send one request at a time: our node with Parallel Reads set
to 1 stands for them. The time is that of the node alone, from its input to its output. ${rounds} rounds.`,
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
					`${what}: requests that the limit refused`,
					reads.worst(OURS, 'refused'),
					'=',
					0,
					'',
				),
				compareToGoal(
					`${what}: one request at a time takes`,
					ratioOf(series, ONE, OURS),
					'≥',
					5,
					'×',
				),
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
account, which costs it ${(DOCUMENTED.killb.burst - KILLB_LIMITS.burst) / DOCUMENTED.killb.perSecond} s against the minimum.`,
			remarks: [
				'The HTTP Request node with default settings is not in the chart: it sends all requests at once and is done soon, but most of its items are errors. With its option Batching it reads them all, for who knows the limit and sets it in every workflow; two workflows at the same time are then beyond it again, because each counts for itself.',
			],
		};
	},
};
