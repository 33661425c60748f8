import { median } from 'simple-statistics';
import type { Bench } from '../bench';
import { figure } from '../chart';
import { table } from '../page';
import { inTurns } from '../rounds';
import { N8nProfiler, PARTS, type Spent } from '../webhooks/profile';
import { PublishedReceiver } from '../webhooks/published';
import {
	BARE,
	bareReceiver,
	CODE_KILLB,
	FLOOR,
	KILLB,
	verifyingReceivers,
} from '../webhooks/receivers';
import { floorTrigger } from '../webhooks/workflows';

const LOAD = { connections: 8 };

/** What n8n's process does while deliveries and forgeries come in. */
export const bench: Bench = {
	name: 'profile',
	run: async (context) => {
		const stack = await context.stack();
		const count = context.quick ? 12 : 60;
		const rounds = Math.min(context.rounds, 3);
		const verifying = await verifyingReceivers(stack);
		const killb = verifying[KILLB] as PublishedReceiver;
		const code = verifying[CODE_KILLB] as PublishedReceiver;
		const floor = await PublishedReceiver.publish(stack, 'killb', floorTrigger({ refuses: false }));
		const bare = await bareReceiver(stack);
		const work: Record<string, () => Promise<number>> = {
			[`delivery: ${KILLB}`]: async () => await killb.executedPerSecond(count, LOAD),
			[`delivery: ${FLOOR}`]: async () => await floor.executedPerSecond(count, LOAD),
			[`delivery: ${BARE}`]: async () => await bare.executedPerSecond(count, LOAD),
			[`delivery: ${CODE_KILLB}`]: async () => await code.executedPerSecond(count, LOAD),
			[`forgery: ${KILLB}`]: async () => await killb.refusedPerSecond(count, LOAD),
			[`forgery: ${CODE_KILLB}`]: async () => await code.refusedPerSecond(count, LOAD),
		};
		const profiler = await N8nProfiler.publish(stack);
		context.say('a round that does not count: n8n and its task runner warm up');
		for (const one of Object.values(work)) await one();
		const spent = new Map<string, Spent[]>(Object.keys(work).map((name) => [name, []]));
		const series = await inTurns(
			rounds,
			Object.fromEntries(
				Object.entries(work).map(([name, one]) => [
					name,
					async () => {
						const found = await profiler.during(one);
						spent.get(name)?.push(found);
						return Object.values(found).reduce((sum, each) => sum + each, 0) / count;
					},
				]),
			),
		);
		const rows = PARTS.map((part) => [
			part,
			...[...spent.values()].map((all) => figure(median(all.map((one) => one[part])) / count)),
		]);
		return {
			title: 'Where a delivery’s processor time goes',
			method: `${count} genuine or forged deliveries as above, while V8’s sampling profiler runs in n8n’s process (every 0.5 ms, ${rounds} rounds). A sample counts for the file of the
innermost function that is JavaScript, so what is native counts for who called it. The profile is of the main thread; what the process spent beyond it is in *other threads*: V8’s helpers, the thread pool of the database and
of isolates. The task runner, in which a Code node’s code runs, is a process of its own and is not counted. The profiler itself costs something, which is why none of this is a rate.`,
			unit: 'ms of processor time for each, all threads of n8n’s process',
			series,
			findings: [],
			details: table(['ms for each', ...spent.keys()], rows),
		};
	},
};
