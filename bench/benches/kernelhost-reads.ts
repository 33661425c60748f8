import { median } from 'simple-statistics';
import type { Bench } from '../bench';
import { compareToGoal } from '../goal';
import { httpRequest, KERNELHOST_SERVICES, ourNode } from '../requests/asked';
import { DOCUMENTED, minimumSeconds } from '../requests/conditions';
import { LimitedReads } from '../requests/limitedReads';
import { serviceIds } from '../requests/services';
import { inTurns } from '../rounds';
import { seriesNamed } from '../statistics';

const OURS = 'Our node, default settings';
const BATCHES = 'HTTP Request node, option Batching (1 item each 1,000 ms)';
const AT_ONCE = 'HTTP Request node, default settings';
const BATCHING = { options: { batching: { batch: { batchSize: 1, batchInterval: 1000 } } } };

/** KernelHost services read by ID within the rate limit. */
export const bench: Bench = {
	name: 'kernelhost-reads',
	run: async (context) => {
		const stack = await context.stack();
		const count = context.quick ? 25 : 80;
		// Each takes a minute or more, and rate-limited results hardly vary.
		const rounds = Math.min(context.rounds, 3);
		await stack.sandbox.control('POST', '/reset');
		const reads = new LimitedReads(stack, KERNELHOST_SERVICES, serviceIds(count));
		const { kernelhost } = stack.credentials;
		const node = (options = {}) => httpRequest(KERNELHOST_SERVICES, stack, kernelhost, options);
		const ours = await reads.by(OURS, ourNode(KERNELHOST_SERVICES, kernelhost));
		const complete = { [OURS]: ours, [BATCHES]: await reads.by(BATCHES, node(BATCHING)) };
		const atOnce = await reads.by(AT_ONCE, node());
		const measured = await inTurns(rounds, { ...complete, [AT_ONCE]: atOnce });

		const minimum = minimumSeconds(count, DOCUMENTED.kernelhost);
		const series = measured.filter(({ name }) => name in complete);
		const what = `${count} KernelHost reads`;
		return {
			title: 'KernelHost reads within the limit',
			method: `${count} reads of a service by its id in the real n8n, from a server that answers at once and refuses what is beyond the documented
${DOCUMENTED.kernelhost.perSecond * 60} requests a minute and ${DOCUMENTED.kernelhost.burst} at once. Nobody can be faster than ${minimum} s. All use the same credential; each goes on when an item fails.
Where the HTTP Request node has the option Batching, it is set to the limit. The time is that of the node alone, from its input to its output. ${rounds} rounds.`,
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
				compareToGoal(`${what}: failed items`, reads.worst(OURS, 'failed'), '=', 0, ''),
				compareToGoal(
					`${what}: requests that the limit refused`,
					reads.worst(OURS, 'refused'),
					'=',
					0,
					'',
				),
			],
			details: `What became of the items:\n\n${reads.table()}`,
			remarks: [
				'The HTTP Request node with default settings is not in the chart: it sends all requests at once, and what is beyond the burst comes out as errors.',
			],
		};
	},
};
