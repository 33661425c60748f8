import type { Stack } from '../../test/support/n8n/stack';
import type { Bench, BenchContext, Series } from '../bench';
import { inTurns, type Measurement } from '../rounds';
import {
	findings,
	type Goal,
	ratioTable,
	legacyRounds,
	summaryTable,
	times,
} from '../webhooks/comparison';
import { PublishedReceiver } from '../webhooks/published';
import {
	CODE_KERNELHOST,
	CODE_KILLB,
	FLOOR,
	KERNELHOST,
	KILLB,
	verifyingReceivers,
} from '../webhooks/receivers';
import { floorTrigger } from '../webhooks/workflows';

const LOAD = { connections: 8 };
const GOALS: Goal[] = [
	[KILLB, CODE_KILLB, 5],
	[KERNELHOST, CODE_KERNELHOST, 5],
];
const LEGACY = 'With legacy expressions';
const UNIT = 'refused forgeries a second';

/** How many forged deliveries a published workflow rejects. */
export const bench: Bench = {
	name: 'forgeries',
	run: async (context) => {
		const count = context.quick ? 12 : 100;
		const series = await rejectedForgeries(await context.stack(), context, count, context.rounds);
		const legacy = await rejectedForgeries(
			await context.legacyStack(),
			context,
			count,
			legacyRounds(context),
		);
		const what = 'Refused forgeries a second';
		return {
			title: 'Refused forgeries',
			method: `${count} deliveries like the genuine ones, each with a well-formed signature made with another secret, over ${LOAD.connections} connections of loopback, from the first that is sent to
the last 401. The workflows are those of the verified deliveries. Ours start no execution for a forgery. A workflow that verifies by itself starts one for each, and n8n saves it; the
next measurement begins when all have ended. The floor is a throw-away trigger that refuses whatever comes, without a look.`,
			unit: UNIT,
			series,
			findings: findings(what, series, GOALS),
			details: [
				`Against the floor: the KillB Trigger refuses ${times(series, KILLB, FLOOR)}, the KernelHost Trigger ${times(series, KERNELHOST, FLOOR)}; the floor itself refuses ${times(series, FLOOR, CODE_KILLB)} what Webhook + Code refuses.`,
				`The same with \`N8N_EXPRESSION_ENGINE=legacy\`, where n8n builds no isolates, in ${legacyRounds(context)} rounds:`,
				summaryTable(LEGACY, UNIT, legacy),
				ratioTable(LEGACY, findings(what, legacy, GOALS)),
			].join('\n\n'),
			remarks: [
				`With its default expression engine n8n 2.41 builds a V8 isolate for each request to a trigger of a package before that trigger is asked, and
none for its own Webhook node (see above), so that a forgery that starts no execution costs n8n nearly as much as one that does. The floor shows how far a trigger can get. Beyond it ours reads the
credential, which forgeries that arrive together share. That can't be spared: without the secret nobody knows that they are forgeries.`,
			],
		};
	},
};

/** Forgeries per second, after a warm-up round. */
async function rejectedForgeries(
	stack: Stack,
	context: BenchContext,
	count: number,
	rounds: number,
): Promise<Series[]> {
	const verifying = await verifyingReceivers(stack);
	const floor = await PublishedReceiver.publish(stack, 'killb', floorTrigger({ refuses: true }));
	const variants = (forgeries: number): Record<string, Measurement> =>
		Object.fromEntries(
			[KILLB, KERNELHOST, CODE_KILLB, CODE_KERNELHOST, FLOOR].map((name) => {
				const receiver = verifying[name] ?? floor;
				return [name, async () => await receiver.rejectedPerSecond(forgeries, LOAD)];
			}),
		);
	context.say('a round that does not count: n8n and its task runner warm up');
	await inTurns(1, variants(context.quick ? 2 : 20));
	return await inTurns(rounds, variants(count));
}
