import { median } from 'simple-statistics';
import type { Bench, BenchContext, Finding, Series } from '../bench';
import { compareToGoal } from '../goal';
import { inTurns, type Measurement } from '../rounds';
import { ratioOf } from '../statistics';
import type { Arrivals } from '../webhooks/arrivals';
import { DEFAULT, label, LAZY, stacks } from '../webhooks/comparison';
import type { PublishedReceiver } from '../webhooks/published';
import { KILLB, publishReceivers, REJECTING } from '../webhooks/receivers';

/** Genuine deliveries per second. */
const GENUINE = 2;
/** Forgeries per second, by the setting: more than n8n can answer would only measure a queue. */
const FLOODS: Record<string, number[]> = { [DEFAULT]: [4], [LAZY]: [4, 100] };
const ARRIVALS: Arrivals[] = ['even', 'Poisson', 'bursts'];
const ALONE = 'no flood';

/** How a flood of forgeries slows down genuine deliveries. */
export const bench: Bench = {
	name: 'flood',
	run: async (context) => {
		const seconds = context.quick ? 3 : 6;
		const rounds = Math.min(context.rounds, 3);
		const series: Series[] = [];
		const found: Finding[] = [];
		for (const [setting, start] of stacks(context)) {
			const receivers = await publishReceivers(await start(), [KILLB, REJECTING]);
			const trigger = receivers[KILLB] as PublishedReceiver;
			const floor = receivers[REJECTING] as PublishedReceiver;
			await trigger.executedPerSecond(10, { connections: 2 });
			const measured = await underFloods(context, { setting, trigger, floor, seconds, rounds });
			series.push(...measured);
			for (const rate of FLOODS[setting] ?? []) {
				for (const arrivals of ['even', 'Poisson'] as const) {
					found.push(
						compareToGoal(
							`Genuine deliveries during a flood of ${rate} forgeries a second, ${arrivals}, ${setting}: latency against none`,
							ratioOf(measured, nameOf(setting, rate, arrivals), label(setting, ALONE)),
							'≤',
							1.2,
							'×',
						),
					);
				}
			}
		}
		return {
			title: 'A flood of forgeries',
			method: `${GENUINE} genuine deliveries a second for ${seconds} s, alone and during a flood of forgeries to the same KillB Trigger. Each request is sent at its moment, whether earlier ones are
answered or not: evenly spaced, as a Poisson process, or in bursts of six at the same moment, all with the same mean rate. Genuine deliveries are evenly spaced. For the ceiling, the flood goes to a
throw-away trigger that only rejects, and the genuine deliveries to the KillB Trigger. Counted is the time until a genuine delivery is answered with 200: the median of a round. ${rounds} rounds.`,
			unit: 'milliseconds until a genuine delivery is answered',
			series,
			findings: found,
			remarks: [
				"n8n serves all webhooks in one process: a genuine delivery waits for what the requests before it cost n8n. A flood can also make it faster: each forgery reads the credential, which then accepts genuine deliveries for a second, and n8n's code stays warm. In a burst all of them are before it, so bursts have no goal; senders on the internet do not arrive in step.",
			],
		};
	},
};

interface Flooded {
	setting: string;
	trigger: PublishedReceiver;
	floor: PublishedReceiver;
	seconds: number;
	rounds: number;
}

async function underFloods(
	{ quick }: BenchContext,
	{ setting, trigger, floor, seconds, rounds }: Flooded,
): Promise<Series[]> {
	const variants: Record<string, Measurement> = {
		[label(setting, ALONE)]: async () =>
			median(await trigger.underFlood({ seconds, genuineRate: GENUINE, forgedRate: 0 })),
	};
	for (const forgedRate of FLOODS[setting] ?? []) {
		for (const arrivals of ARRIVALS) {
			const flood = { seconds, genuineRate: GENUINE, forgedRate, arrivals };
			variants[nameOf(setting, forgedRate, arrivals)] = async () =>
				median(await trigger.underFlood(flood));
		}
		const evenly = { seconds, genuineRate: GENUINE, forgedRate, arrivals: 'even' as const };
		variants[`${nameOf(setting, forgedRate, 'even')}, n8n’s ceiling`] = async () =>
			median(await trigger.underFlood({ ...evenly, to: floor }));
	}
	return await inTurns(quick ? 1 : rounds, variants);
}

function nameOf(setting: string, rate: number, arrivals: Arrivals): string {
	return label(setting, `${rate} forgeries a second, ${arrivals}`);
}
