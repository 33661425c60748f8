import type { Series } from './bench';

/** Measures one thing once. */
export type Measurement = () => Promise<number> | number;

/**
 * Measures each variant once in every round, so that what slows the machine down for a while meets
 * all of them. Each round begins with another one, so that none is always measured after the same
 * one.
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
