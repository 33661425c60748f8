import type { INode } from 'n8n-workflow';
import type { Bench } from '../bench';
import { compareToGoal } from '../goal';
import {
	type Asked,
	floor,
	httpRequest,
	KERNELHOST_SERVICES,
	KILLB_USERS,
	ourNode,
} from '../requests/asked';
import { noLimits, UNLIMITED, withLimits } from '../requests/conditions';
import { MeteredWorkflow } from '../requests/meteredWorkflow';
import { checkReading } from '../requests/reading';
import { serviceIds } from '../requests/services';
import { onlyUsers } from '../requests/users';
import { inTurns, type Measurement } from '../rounds';
import { ratioOf } from '../statistics';

const OURS = 'our node';
const HTTP = 'HTTP Request node';
const FLOOR_1 = 'floor, one at a time';
const FLOOR_10 = 'floor, ten in flight';

const named = (asked: Asked, who: string) => `${asked.name}: ${who}`;

/** The CPU time of n8n per item. */
export const bench: Bench = {
	name: 'processor-time',
	run: async (context) => {
		const stack = await context.stack();
		const count = context.quick ? 200 : 1000;
		const inputs: Array<[Asked, unknown[]]> = [
			[KILLB_USERS, await onlyUsers(stack, count)],
			[KERNELHOST_SERVICES, serviceIds(count)],
		];
		await noLimits(stack);

		const variants: Record<string, Measurement> = {};
		for (const [asked, ids] of inputs) {
			const credential = await withLimits(stack, asked, UNLIMITED);
			const nodes: Record<string, INode> = {
				[OURS]: ourNode(asked, credential),
				[HTTP]: httpRequest(asked, stack, credential),
				[FLOOR_1]: floor(asked, stack, credential, 1),
				[FLOOR_10]: floor(asked, stack, credential, 10),
			};
			for (const [who, node] of Object.entries(nodes)) {
				const name = named(asked, who);
				const path = `processor-${asked.service}-${Object.keys(variants).length}`;
				const workflow = await MeteredWorkflow.publish(stack, path, [node]);
				variants[name] = async () => {
					const reading = await workflow.run(ids);
					checkReading(name, reading, ids);
					return reading.processorMs / count;
				};
			}
		}
		context.say('a round that does not count: code is loaded and compiled in it');
		await inTurns(1, variants);
		const series = await inTurns(context.rounds, variants);
		const ratio = (asked: Asked, who: string) =>
			ratioOf(series, named(asked, OURS), named(asked, who));

		return {
			title: 'Processor time per item',
			method: `${count} items, each read by its id, in the same n8n with the same credential, from a server that answers at once and has no limit; our credential is told so. What is counted
is the processor time of n8n’s process, user and system, all threads, between a node before and a node after the measured one: with n8n’s reading of the credential, its connections, and
the collection of garbage. The server is another process. The HTTP Request node is as the editor adds it. The floor is a throw-away node that does nothing but evaluate one expression
and call n8n’s \`httpRequestWithAuthentication\`, with the same credential, one item at a time and with ten in flight: n8n’s own cost, which every node has.`,
			unit: 'milliseconds of processor time an item',
			series,
			findings: inputs.map(([asked]) =>
				compareToGoal(
					`Processor time an item, ${asked.name}: our node against the HTTP Request node`,
					ratio(asked, HTTP),
					'≤',
					1,
					'×',
				),
			),
			details: inputs
				.map(
					([asked]) =>
						`${asked.name}: our node costs ${times(ratio(asked, FLOOR_10))} the floor with ten in flight, as our node reads, and ${times(ratio(asked, FLOOR_1))} the floor one at a time.`,
				)
				.join(' '),
		};
	},
};

function times(ratio: number): string {
	return `${ratio.toFixed(2)} ×`;
}
