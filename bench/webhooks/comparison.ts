import type { BenchContext, Finding, Series } from '../bench';
import { figure } from '../chart';
import { compareToGoal } from '../goal';
import { table } from '../page';
import { ratioOf, summaryOf } from '../statistics';

/** Two series, and the minimum ratio of the first to the second. */
export type Goal = [name: string, other: string, atLeast: number];

/**
 * Evaluates the goals.
 * @param what the comparison in words
 */
export function findings(what: string, series: Series[], goals: Goal[]): Finding[] {
	return goals.map(([name, other, atLeast]) =>
		compareToGoal(
			`${what}: ${name} against ${other}`,
			ratioOf(series, name, other),
			'≥',
			atLeast,
			'×',
		),
	);
}

export function times(series: Series[], name: string, other: string): string {
	return `${ratioOf(series, name, other).toFixed(2)} ×`;
}

/** Returns a table of additional series, such as those of another expression engine. */
export function summaryTable(heading: string, unit: string, series: Series[]): string {
	const rows = series.map((one) => {
		const { median, lowest, highest } = summaryOf(one);
		return [one.name, figure(median), `${figure(lowest)} – ${figure(highest)}`];
	});
	return table([heading, unit, 'Span'], rows);
}

/** Returns a table of the same comparison under other conditions, without goals. */
export function ratioTable(heading: string, found: Finding[]): string {
	const rows = found.map(({ bench, goal, value }) => [bench, goal, figure(value)]);
	return table([heading, 'Goal', 'Measured'], rows);
}

/** Returns the number of rounds for the other expression engine, which gets fewer of them. */
export function legacyRounds({ rounds }: BenchContext): number {
	return Math.min(rounds, 3);
}
