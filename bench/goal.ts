import type { Finding } from './bench';

export type Comparison = '≤' | '≥' | '=';

const HOLDS: Record<Comparison, (value: number, limit: number) => boolean> = {
	'≤': (value, limit) => value <= limit,
	'≥': (value, limit) => value >= limit,
	'=': (value, limit) => value === limit,
};

/**
 * Compares a value with its goal, as measured, not as rounded for display.
 * @param unit of both, such as `×` or `kB`; empty for a count
 */
export function compareToGoal(
	bench: string,
	value: number,
	comparison: Comparison,
	limit: number,
	unit: string,
): Finding {
	return {
		bench,
		value,
		goal: `${comparison} ${limit} ${unit}`.trim(),
		met: HOLDS[comparison](value, limit),
	};
}
