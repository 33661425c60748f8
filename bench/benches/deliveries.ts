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
	BARE,
	bareReceiver,
	CODE_KERNELHOST,
	CODE_KILLB,
	CRYPTO,
	FLOOR,
	KERNELHOST,
	KILLB,
	type Receivers,
	verifyingReceivers,
} from '../webhooks/receivers';
import { floorTrigger } from '../webhooks/workflows';

const LOAD = { connections: 8 };

const LEGACY = 'With legacy expressions';

const GOALS: Goal[] = [
	[KILLB, BARE, 0.95],
	[KERNELHOST, BARE, 0.95],
	[KILLB, CODE_KILLB, 1.5],
	[KERNELHOST, CODE_KERNELHOST, 1.5],
	[KILLB, CRYPTO, 1.5],
];

/** How many genuine deliveries a published workflow accepts. */
export const bench: Bench = {
	name: 'deliveries',
	run: async (context) => {
		const count = context.quick ? 12 : 60;
		const series = await taken(await context.stack(), context, count, context.rounds);
		const legacy = await taken(await context.legacyStack(), context, count, legacyRounds(context));
		const what = 'Deliveries a second';
		return {
			title: 'Verified deliveries',
			method: `${count} genuine deliveries of a few hundred bytes, each with an id, a time and a signature of its own, made before the clock runs, over ${LOAD.connections} connections of
loopback. Each workflow ends with a No Operation node and has n8n’s default settings: all executions are saved. Counted are deliveries that were answered with 200 *and* whose
execution has ended well, from the first that is sent to the end of the last execution as n8n notes it. The Webhook node alone verifies nothing. Webhook + Code takes the
raw body, verifies it in a Code node as a careful user would (constant-time comparison; for KernelHost the age of the signed time), and answers with Respond to Webhook nodes: 200
or 401; Webhook + Crypto the same with n8n’s Crypto node. n8n runs with \`NODE_FUNCTION_ALLOW_BUILTIN=crypto\`, without which nobody can verify in a Code node. All but the Webhook node alone
were seen to answer forgeries with 401 first. A round before those that count warms up n8n and its task runner. The floor is a throw-away trigger that takes whatever comes and
reads no credential: no trigger of a package can be cheaper.`,
			unit: 'deliveries a second, taken and executed',
			series,
			findings: findings(what, series, GOALS),
			details: [
				`Against the floor: the KillB Trigger takes ${times(series, KILLB, FLOOR)}, the KernelHost Trigger ${times(series, KERNELHOST, FLOOR)}; the floor itself takes ${times(series, FLOOR, BARE)} what n8n’s Webhook node takes.`,
				`The same with \`N8N_EXPRESSION_ENGINE=legacy\`, where n8n builds no isolates, in ${legacyRounds(context)} rounds:`,
				summaryTable(LEGACY, 'deliveries a second', legacy),
				ratioTable(LEGACY, findings(what, legacy, GOALS)),
			].join('\n\n'),
			remarks: [
				`With its default expression engine n8n 2.41 builds a V8 isolate for each request to a trigger of a package before that trigger is asked,
whether there is an expression or not; it saves its own Webhook node that one (\`live-webhooks.js :: webhookPhaseNeedsIsolate\` looks at the type of the node). It builds another for the execution,
for both. A trigger that reads a credential gets one more (\`credentials-helper.js :: applyDefaultsAndOverwrites\`). So the floor is below the Webhook node, and no trigger of a package can
reach it. What a trigger can save is the third: ours lets deliveries that arrive together share the reading of the credential, and none sees an older one for it. Keeping the credential longer was
considered and left: a secret that was taken back would be accepted for that long. A profile of 2026-11-22 found
39 ms of processor time for isolates in a delivery to the KillB Trigger, 36 ms in one to the floor, 9 ms in one to the Webhook node, and 0.6 ms for the code of this package.`,
				`Two settings of n8n change that, both off by default. With \`N8N_EXPRESSION_ENGINE=legacy\` there are no isolates. With \`N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE=true\` n8n builds one only when an
expression is evaluated: its Webhook node then needs none, a trigger of a package needs one all the same if its type version is 1, because n8n asks by an expression whether the body is to be parsed
(\`webhook-helpers.js :: parseRequestBody\`). Our triggers keep that version: it is what lets them verify a body before anybody parses it.`,
			],
		};
	},
};

/** Deliveries per second, after a warm-up round. */
async function taken(
	stack: Stack,
	context: BenchContext,
	count: number,
	rounds: number,
): Promise<Series[]> {
	const receivers: Receivers = {
		...(await verifyingReceivers(stack)),
		[BARE]: await bareReceiver(stack),
		[FLOOR]: await PublishedReceiver.publish(stack, 'killb', floorTrigger({ refuses: false })),
	};
	const order = [KILLB, KERNELHOST, BARE, CODE_KILLB, CODE_KERNELHOST, CRYPTO, FLOOR];
	const variants = (deliveries: number): Record<string, Measurement> =>
		Object.fromEntries(
			order.map((name) => {
				const receiver = receivers[name] as PublishedReceiver;
				return [name, async () => await receiver.executedPerSecond(deliveries, LOAD)];
			}),
		);
	context.say('a round that does not count: n8n and its task runner warm up');
	await inTurns(1, variants(context.quick ? 2 : 20));
	return await inTurns(rounds, variants(count));
}
