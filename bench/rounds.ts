import type { Series } from './bench';

/** Measures one variant once. */
export type Measurement = () => Promise<number> | number;

/** What one variant gave, round by round. */
export interface Readings<T> {
	name: string;
	values: T[];
}

/**
 * Measures each variant once in every round, so that a temporary slowdown of the machine affects
 * all of them. Each round begins with another variant, so that none always follows the same one.
 * @param variants by the name of the series
 */
export async function readInTurns<T>(
	rounds: number,
	variants: Record<string, () => Promise<T> | T>,
): Promise<Array<Readings<T>>> {
	const readings = Object.keys(variants).map((name): Readings<T> => ({ name, values: [] }));
	for (let round = 0; round < rounds; round++) {
		for (let turn = 0; turn < readings.length; turn++) {
			const { name, values } = readings[(round + turn) % readings.length] as Readings<T>;
			values.push(await (variants[name] as () => Promise<T> | T)());
		}
	}
	return readings;
}

/** Returns one figure of each reading as series. */
export function seriesOf<T>(readings: Array<Readings<T>>, figure: (value: T) => number): Series[] {
	return readings.map(({ name, values }) => ({ name, samples: values.map(figure) }));
}

/** The same for variants that give one figure. */
export async function inTurns(
	rounds: number,
	variants: Record<string, Measurement>,
): Promise<Series[]> {
	return seriesOf(await readInTurns(rounds, variants), (value) => value);
}
