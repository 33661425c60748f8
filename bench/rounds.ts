import type { Series } from './bench';

/** Measures one variant once. */
export type Measurement = () => Promise<number> | number;

/**
 * Measures each variant once in every round, so that a temporary slowdown of the machine affects
 * all of them. Each round begins with another variant, so that none always follows the same one.
 * @param variants by the name of the series
 */
export async function inTurns(
	rounds: number,
	variants: Record<string, Measurement>,
): Promise<Series[]> {
	const series = Object.keys(variants).map((name): Series => ({ name, samples: [] }));
	for (let round = 0; round < rounds; round++) {
		for (let turn = 0; turn < series.length; turn++) {
			const { name, samples } = series[(round + turn) % series.length] as Series;
			samples.push(await (variants[name] as Measurement)());
		}
	}
	return series;
}
