import { max, median, min } from 'simple-statistics';
import type { Series } from './bench';

/** The median of a series and the spread of its rounds. */
interface Summary {
	median: number;
	lowest: number;
	highest: number;
}

export function summaryOf({ samples }: Series): Summary {
	return { median: median(samples), lowest: min(samples), highest: max(samples) };
}

/**
 * Returns the series with a name.
 * @throws Error for a series that was not measured
 */
export function seriesNamed(series: Series[], name: string): Series {
	const found = series.find((one) => one.name === name);
	if (!found) throw new Error(`${name} was not measured`);
	return found;
}

/**
 * Returns the ratio of two series: the median of the ratios within each round, because a slow
 * machine affects both variants of a round.
 */
export function ratioOf(series: Series[], name: string, other: string): number {
	const [above, below] = [seriesNamed(series, name), seriesNamed(series, other)];
	return median(above.samples.map((sample, round) => sample / (below.samples[round] as number)));
}
