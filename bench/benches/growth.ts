import { median } from 'simple-statistics';
import type { Bench } from '../bench';
import { figure } from '../chart';
import { compareToGoal } from '../goal';
import { floor, KILLB_USERS, ourNode } from '../requests/asked';
import { noLimits, UNLIMITED, withLimits } from '../requests/conditions';
import { largestDeviation, nearestLine } from '../requests/line';
import { MeteredWorkflow } from '../requests/meteredWorkflow';
import { checkReading } from '../requests/reading';
import { onlyUsers } from '../requests/users';
import { inTurns, type Measurement } from '../rounds';
import { seriesNamed } from '../statistics';

const SIZES = [10, 100, 1000, 10_000];
/** Small runs are repeated until this many items have been read. */
const ITEMS = 1000;

const OURS = 'Our node';
const FLOOR = 'The floor';

/** How the cost grows with the number of items. */
export const bench: Bench = {
	name: 'growth',
	run: async (context) => {
		const stack = await context.stack();
		const sizes = context.quick ? SIZES.slice(0, 3) : SIZES;
		// The largest takes a minute, and each of its rounds is a mean over many items.
		const rounds = Math.min(context.rounds, 3);
		const ids = await onlyUsers(stack, Math.max(...sizes));
		await noLimits(stack);
		const credential = await withLimits(stack, KILLB_USERS, UNLIMITED);
		const nodes = {
			[OURS]: ourNode(KILLB_USERS, credential),
			[FLOOR]: floor(KILLB_USERS, stack, credential, 10),
		};
		const variants: Record<string, Measurement> = {};
		for (const [index, [who, node]] of Object.entries(nodes).entries()) {
			const workflow = await MeteredWorkflow.publish(stack, `growth-${index}`, [node]);
			const once = async (size: number) => {
				const wanted = ids.slice(0, size);
				const reading = await workflow.run(wanted);
				checkReading(`${who}, ${size} items`, reading, wanted);
				return reading.processorMs;
			};
			for (const size of sizes) {
				variants[`${who} ${size}`] = async () => {
					const repetitions = Math.max(1, ITEMS / size);
					let sum = 0;
					for (let n = 0; n < repetitions; n++) sum += await once(size);
					return sum / repetitions;
				};
			}
			context.say(`two runs that do not count, in which code is loaded and compiled: ${who}`);
			await once(Math.min(ITEMS, ids.length));
			await once(Math.min(ITEMS, ids.length));
		}
		const measured = await inTurns(rounds, variants);

		const pointsOf = (who: string) =>
			sizes.map((size) => ({
				x: size,
				y: median(seriesNamed(measured, `${who} ${size}`).samples),
			}));
		const [points, floors] = [pointsOf(OURS), pointsOf(FLOOR)];
		const line = nearestLine(points);
		return {
			title: 'How the cost grows',
			method: `${sizes.map((size) => size.toLocaleString('en')).join(', ')} KillB users are read by id in the real n8n, from a server that answers at once and has no limit. What is counted is the processor time of n8n’s process
between a node before and a node after ours. Runs of fewer than ${ITEMS} items are repeated until as many have been read; ${rounds} rounds, medians. Linear within ten per cent means: there is one line, a fixed
cost and a cost for each item, from which none of the sizes is further away than that. The line is the nearest one in proportion (least squares of the relative distances): each size counts alike. The floor is that of the processor time per item, with ten in flight: what n8n itself costs every node. The chart shows the cost divided by the number of items.`,
			unit: 'milliseconds of processor time an item',
			along: { name: 'items', values: sizes },
			series: [
				{ name: OURS, samples: points.map(({ x, y }) => y / x) },
				{ name: 'The line', samples: points.map(({ x }) => (line.fixed + line.each * x) / x) },
				{ name: FLOOR, samples: floors.map(({ x, y }) => y / x) },
			],
			findings: [
				compareToGoal(
					`Processor time of ${sizes[0]} to ${sizes.at(-1)?.toLocaleString('en')} items: the farthest from one line`,
					largestDeviation(line, points) * 100,
					'≤',
					10,
					'%',
				),
			],
			details: `The line: ${figure(line.fixed)} ms for a run, and ${figure(line.each)} ms for each item. The farthest that the floor is from its own nearest line: ${figure(largestDeviation(nearestLine(floors), floors) * 100)} %.`,
		};
	},
};
