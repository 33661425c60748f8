import type { Stack } from '../../test/support/n8n/stack';
import type { BenchContext, Finding, Series } from '../bench';
import { compareToGoal } from '../goal';
import { inTurns, type Measurement } from '../rounds';
import { ratioOf } from '../statistics';
import type { PublishedReceiver } from './published';
import { publishReceivers } from './receivers';

export const DEFAULT = 'default settings';
export const LAZY = 'lazy isolates';

/** The two stacks, by what their n8n is set to. */
export function stacks({ stack, lazyStack }: BenchContext): Array<[string, () => Promise<Stack>]> {
	return [
		[DEFAULT, stack],
		[LAZY, lazyStack],
	];
}

/** A setting, two series, and the minimum ratio of the first to the second. */
export type Goal = [setting: string, name: string, other: string, atLeast: number];

/**
 * Evaluates the goals.
 * @param what the comparison in words
 * @param ceiling the series of n8n's ceiling
 */
export function findings(
	what: string,
	series: Series[],
	goals: Goal[],
	ceiling: string,
): Finding[] {
	return goals.map(([setting, name, other, atLeast]) => {
		const ratio = (one: string) => ratioOf(series, label(setting, one), label(setting, other));
		const bench = `${what}, ${setting}: ${name} against ${other}`;
		const finding = compareToGoal(bench, ratio(name), '≥', atLeast, '×');
		return other === ceiling ? finding : { ...finding, atBest: ratio(ceiling) };
	});
}

/** The name of a series. */
export function label(setting: string, name: string): string {
	return `${setting}: ${name}`;
}

/**
 * Measures the receivers under both settings of n8n, after a round that does not count. Only one
 * n8n has work at a time.
 * @param countUnder returns how many requests a measurement sends under a setting
 */
export async function underBothSettings(
	context: BenchContext,
	names: string[],
	measure: (receiver: PublishedReceiver, count: number) => ReturnType<Measurement>,
	countUnder: (setting: string) => number,
): Promise<Series[]> {
	const all: Series[] = [];
	for (const [setting, start] of stacks(context)) {
		const receivers = await publishReceivers(await start(), names);
		const variants = (deliveries: number): Record<string, Measurement> =>
			Object.fromEntries(
				Object.entries(receivers).map(([name, receiver]) => [
					label(setting, name),
					() => measure(receiver, deliveries),
				]),
			);
		context.say(`${setting}: a round that does not count, so that n8n and its task runner warm up`);
		await inTurns(1, variants(context.quick ? 2 : 60));
		all.push(...(await inTurns(context.rounds, variants(countUnder(setting)))));
	}
	return all;
}
