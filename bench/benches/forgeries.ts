import { median } from 'simple-statistics';
import type { Bench } from '../bench';
import { figure } from '../chart';
import { compareToGoal } from '../goal';
import { inTurns } from '../rounds';
import { ratioOf, seriesNamed, summaryOf } from '../statistics';
import { table } from '../page';
import {
	DEFAULT,
	findings,
	type Goal,
	LAZY,
	stacks,
	underBothSettings,
} from '../webhooks/comparison';
import {
	CODE,
	KERNELHOST,
	KILLB,
	publishReceivers,
	REJECTING,
	VERIFY,
} from '../webhooks/receivers';

const LOAD = { connections: 8 };
const GOALS: Goal[] = [
	[DEFAULT, KILLB, REJECTING, 0.95],
	[DEFAULT, KERNELHOST, REJECTING, 0.95],
	[LAZY, KILLB, CODE, 15],
	[LAZY, KERNELHOST, CODE, 15],
];

const HEADLESS = 'without a well-formed signature';
const FORGED = 'with a wrong signature';

/** How many forged deliveries a published workflow rejects. */
export const bench: Bench = {
	name: 'forgeries',
	run: async (context) => {
		const count = context.quick ? 8 : 80;
		const series = await underBothSettings(
			context,
			[KILLB, KERNELHOST, VERIFY, CODE, REJECTING],
			async (receiver, forgeries) => await receiver.rejectedPerSecond(forgeries, LOAD),
			(setting) => (setting === LAZY ? 5 * count : count),
		);
		const [[, start] = []] = stacks(context);
		if (!start) throw new Error('There is no n8n');
		const { [KILLB]: trigger } = await publishReceivers(await start(), [KILLB]);
		if (!trigger) throw new Error('The trigger was not published');
		const one = { connections: 1 };
		const heads = await inTurns(context.rounds, {
			[HEADLESS]: async () => await trigger.headlessPerSecond(count / 4, one),
			[FORGED]: async () => await trigger.rejectedPerSecond(count / 4, one),
		});
		const rows = heads.map((measured) => {
			const { lowest, highest } = summaryOf(measured);
			const middle = median(seriesNamed(heads, measured.name).samples);
			return [measured.name, figure(middle), `${figure(lowest)} – ${figure(highest)}`];
		});
		return {
			title: 'Rejected forgeries',
			method: `${count} forgeries on default settings, ${5 * count} with lazy isolates, where ${count} take a quarter of a second: deliveries like the genuine ones, each with a well-formed signature
made with another secret, over ${LOAD.connections} connections of loopback, from the first that is sent to the last 401. The workflows are those of the verified deliveries. A trigger starts no execution for a forgery; a workflow that verifies by itself starts one for each, and n8n saves it.
The next measurement begins when all have ended. n8n's ceiling is a throw-away trigger that rejects whatever comes, unseen.`,
			unit: 'rejected forgeries a second',
			series,
			findings: [
				...findings('Rejected forgeries a second', series, GOALS, REJECTING),
				compareToGoal(
					`Rejected a second on one connection, ${DEFAULT}, KillB Trigger: ${HEADLESS} against ${FORGED}`,
					ratioOf(heads, HEADLESS, FORGED),
					'≥',
					1.8,
					'×',
				),
			],
			remarks: [
				`On default settings the read of the credential costs the trigger its distance to n8n's ceiling: a delivery is rejected only after a read of its own, so that one with a new secret is not lost ([webhooks.md](webhooks.md#what-the-sender-gets)). Forgeries that wait at the same time share the next read: on 8 connections eight at most, so one more isolate for eight, and no trigger that reads after each delivery can reach more than 0.9.`,
			],
			details: `A request ${HEADLESS} is rejected before the credential is read. On one connection, default settings, KillB Trigger:\n\n${table(['Request', 'rejected a second', 'Span'], rows)}`,
		};
	},
};
