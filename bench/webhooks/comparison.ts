import type { BenchContext, Finding, Series } from '../bench';
import { figure } from '../chart';
import { judged } from '../goal';
import { table } from '../page';
import { ratioOf, summaryOf } from '../statistics';

/** Two series, and at least how many times as much the first has to be. */
export type Goal = [name: string, other: string, atLeast: number];

/** @param what is compared, in words */
export function findings(what: string, series: Series[], goals: Goal[]): Finding[] {
	return goals.map(([name, other, atLeast]) =>
		judged(`${what}: ${name} against ${other}`, ratioOf(series, name, other), '≥', atLeast, '×'),
	);
}

export function times(series: Series[], name: string, other: string): string {
	return `${ratioOf(series, name, other).toFixed(2)} ×`;
}

/** Series that are not the section's own, such as those of another expression engine. */
export function summaryTable(heading: string, unit: string, series: Series[]): string {
	const rows = series.map((one) => {
		const { median, lowest, highest } = summaryOf(one);
		return [one.name, figure(median), `${figure(lowest)} – ${figure(highest)}`];
	});
	return table([heading, unit, 'Span'], rows);
}

/** The same comparison under other conditions: what was found, without a judgement of the goals. */
export function ratioTable(heading: string, found: Finding[]): string {
	const rows = found.map(({ bench, goal, value }) => [bench, goal, figure(value)]);
	return table([heading, 'Goal', 'Measured'], rows);
}

/**
 * What is measured with the other expression engine beside the section's own figures gets fewer
 * rounds.
 */
export function legacyRounds({ rounds }: BenchContext): number {
	return Math.min(rounds, 3);
}
