import { median } from 'simple-statistics';
import type { Stack } from '../../test/support/n8n/stack';
import type { Bench, BenchContext, Series } from '../bench';
import { figure } from '../chart';
import { compareToGoal } from '../goal';
import { inTurns, type Measurement } from '../rounds';
import { ratioOf } from '../statistics';
import { legacyRounds, summaryTable, times } from '../webhooks/comparison';
import type { PublishedReceiver } from '../webhooks/published';
import { CODE_KILLB, KILLB, verifyingReceivers } from '../webhooks/receivers';

/** Genuine deliveries per second. */
const GENUINE = 2;
/**
 * Forgeries per second: with n8n's default expression engine, and with the legacy one, where n8n
 * handles several times as many.
 */
const FLOOD = { standard: 4, legacy: 20 };
const UNIT = 'milliseconds until a genuine delivery is answered';

const underFlood = (name: string) => `${name}, beside the flood`;

/** How a flood of forgeries slows down genuine deliveries. */
export const bench: Bench = {
	name: 'flood',
	run: async (context) => {
		const seconds = context.quick ? 4 : 10;
		const standard = await latencies(
			await context.stack(),
			context,
			seconds,
			FLOOD.standard,
			context.rounds,
		);
		const legacy = await latencies(
			await context.legacyStack(),
			context,
			seconds,
			FLOOD.legacy,
			legacyRounds(context),
		);
		const { series } = standard;
		return {
			title: 'A flood of forgeries',
			method: `${GENUINE} genuine deliveries a second for ${seconds} s, alone and beside ${FLOOD.standard} forgeries a second to the same address, which is the same flood for our trigger and for
Webhook + Code; the workflows are those above. Counted is the time until a genuine delivery is answered with 200: the median of a round. n8n takes few requests a second
with its default expression engine (see above), hence so small a flood.`,
			unit: UNIT,
			series,
			findings: [
				compareToGoal(
					`Genuine deliveries beside a flood of ${FLOOD.standard} forgeries a second, ${KILLB}: latency against none`,
					ratioOf(series, underFlood(KILLB), KILLB),
					'≤',
					1.2,
					'×',
				),
			],
			details: [
				`Webhook + Code: ${times(series, underFlood(CODE_KILLB), CODE_KILLB)} as long beside the flood. ${reached(standard.floods)}`,
				`With \`N8N_EXPRESSION_ENGINE=legacy\`, beside ${FLOOD.legacy} forgeries a second, in ${legacyRounds(context)} rounds: our trigger ${times(legacy.series, underFlood(KILLB), KILLB)}, Webhook + Code ${times(legacy.series, underFlood(CODE_KILLB), CODE_KILLB)}. ${reached(legacy.floods)}`,
				summaryTable('With legacy expressions', UNIT, legacy.series),
			].join('\n\n'),
			remarks: [
				'n8n serves all webhooks in one process: whatever a forgery costs it, a genuine delivery that arrives meanwhile waits for. What that is at least, the floor under Refused forgeries shows.',
			],
		};
	},
};

interface Latencies {
	series: Series[];
	/** Forgeries per second that were actually answered, by receiver. */
	floods: Record<string, number[]>;
}

async function latencies(
	stack: Stack,
	context: BenchContext,
	seconds: number,
	rate: number,
	rounds: number,
): Promise<Latencies> {
	const receivers = await verifyingReceivers(stack);
	const floods: Record<string, number[]> = {};
	const variants: Record<string, Measurement> = {};
	for (const name of [KILLB, CODE_KILLB]) {
		const receiver = receivers[name] as PublishedReceiver;
		variants[name] = async () => median((await receiver.underFlood(seconds, GENUINE, 0)).latencies);
		variants[underFlood(name)] = async () => {
			const found = await receiver.underFlood(seconds, GENUINE, rate);
			(floods[name] ??= []).push(found.forgeriesPerSecond);
			return median(found.latencies);
		};
	}
	context.say('a round that does not count: n8n and its task runner warm up');
	for (const name of [KILLB, CODE_KILLB])
		await receivers[name]?.executedPerSecond(10, { connections: 2 });
	return { series: await inTurns(rounds, variants), floods };
}

function reached(floods: Latencies['floods']): string {
	const rates = Object.entries(floods).map(
		([name, found]) => `${figure(median(found))} to ${name}`,
	);
	return `Forgeries that were answered a second: ${rates.join(', ')}.`;
}
