import type { Bench } from '../bench';
import { DEFAULT, findings, type Goal, LAZY, underBothSettings } from '../webhooks/comparison';
import { BARE, CODE, IDLE, KERNELHOST, KILLB, VERIFY } from '../webhooks/receivers';
import { inQueueMode } from '../webhooks/webhookProcess';

const LOAD = { connections: 8 };

const GOALS: Goal[] = [
	[DEFAULT, KILLB, IDLE, 0.95],
	[DEFAULT, KERNELHOST, IDLE, 0.95],
	[LAZY, KILLB, BARE, 0.95],
	[LAZY, KERNELHOST, BARE, 0.95],
	[LAZY, KILLB, CODE, 3.5],
	[LAZY, KERNELHOST, CODE, 3.5],
];

/** How many genuine deliveries a published workflow accepts. */
export const bench: Bench = {
	name: 'deliveries',
	run: async (context) => {
		const count = context.quick ? 8 : 100;
		const names = [KILLB, KERNELHOST, VERIFY, BARE, CODE, IDLE];
		const series = await underBothSettings(
			context,
			names,
			async (receiver, deliveries) => await receiver.executedPerSecond(deliveries, LOAD),
			() => count,
		);
		return {
			title: 'Verified deliveries',
			method: `${count} genuine deliveries of a few hundred bytes, each with an ID, a time and a signature of its own, made before the clock runs, over ${LOAD.connections} connections of
loopback. Each workflow ends with a No Operation node; all executions are saved. Counted are deliveries that were answered with 200 *and* whose execution has ended well, from the first
that is sent to the end of the last execution as n8n notes it. Webhook + Code takes the raw body, verifies it in a Code node as a careful user would, with a constant-time comparison, and answers
with Respond to Webhook nodes: 200 or 401. n8n runs with \`NODE_FUNCTION_ALLOW_BUILTIN=crypto\`, without which a Code node can't verify. Each but the Webhook node alone and the ceiling was seen
to answer forgeries with 401 first. A round before those that count warms up n8n and its task runner. n8n's ceiling is a throw-away trigger of a package that takes whatever comes and reads no
credential. "Lazy isolates" is n8n with the [two settings](#settings-for-operators).`,
			unit: 'deliveries a second, taken and executed',
			series,
			findings: findings('Deliveries a second', series, GOALS, IDLE),
			details: await inQueueMode(context),
			remarks: REMARKS,
		};
	},
};

const REMARKS = [
	`What a delivery costs n8n 2.41 is mostly V8 isolates, about 50 ms of processor time each; this package's own part is less than 0.4 ms. On default settings n8n builds one for the webhook phase of
any type of node but its own Webhook node (\`live-webhooks.js :: webhookPhaseNeedsIsolate\`), one for a credential that is read in a webhook (\`credentials-helper.js ::
applyDefaultsAndOverwrites\`; an action reads it without), and one for the execution. A package can avoid none of the three, except by leaving the verification to an action behind n8n's own
Webhook node: that is what *Verify Delivery* does. A credential that was read within a second may accept a delivery, and it never rejects one ([webhooks.md](webhooks.md#what-the-sender-gets)).`,
	`With lazy isolates n8n builds one only where it evaluates an expression. For a trigger of type version 1 it evaluates one for each request
(\`webhook-helpers.js :: parseRequestBody\`), for one of version 2 none: so the triggers have version 2 ([why](webhooks.md#why-the-triggers-have-type-version-2)).`,
];
