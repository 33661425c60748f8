import type { Stack } from '../test/support/n8n/stack';

/** One measured variant, with its result of each round. */
export interface Series {
	/** The variant's name in the chart and the table. */
	name: string;
	/** One value per round, in the section's unit. */
	samples: number[];
}

/** A goal, and the measured value. */
export interface Finding {
	/** The comparison in words. */
	bench: string;
	value: number;
	/** E.g. `≤ 1.05 ×`. */
	goal: string;
	met: boolean;
	/** The value of the best that a package, or this node's share of a limit, can reach. */
	atBest?: number;
}

/** The result of a bench, as the page shows it. */
export interface Section {
	title: string;
	/** What was measured, compared with what, and how; Markdown. */
	method: string;
	/** The unit of the samples, e.g. `ms an item`. */
	unit: string;
	series: Series[];
	findings: Finding[];
	/**
	 * For a line chart instead of bars: the x value of each sample of a series. The samples are then
	 * medians over the rounds.
	 */
	along?: { name: string; values: number[] };
	/**
	 * Why a goal is not met and what was attempted; notes for reading the figures. Markdown, without
	 * figures.
	 */
	remarks?: string[];
	/** Further tables and texts from the measurements; Markdown. */
	details?: string;
}

export interface BenchContext {
	/**
	 * Fewer rounds and smaller numbers, to check that everything works. Its figures are not for the
	 * page.
	 */
	quick: boolean;
	/** How many times each variant is measured, alternating with the others. */
	rounds: number;
	say: (message: string) => void;
	/**
	 * A sandbox and a real n8n with the packed package, started once for all benches that need it.
	 */
	stack: () => Promise<Stack>;
	/**
	 * The same with an n8n that builds V8 isolates only where it evaluates an expression (its two
	 * experimental settings); idle once its benches are done.
	 */
	lazyStack: () => Promise<Stack>;
	/** Below the git-ignored `.tmp`; emptied before the run. */
	folder: string;
}

/** A file of `bench/benches/<name>.ts` exports one as `bench`. */
export interface Bench {
	/** Its name for `--only`, and the name of the chart's file. */
	name: string;
	run: (context: BenchContext) => Promise<Section>;
}
