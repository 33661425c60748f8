import type { Stack } from '../test/support/n8n/stack';

/** One thing that is measured, and what came out in each round. */
export interface Series {
	/** Who is measured, as the chart and the table call it. */
	name: string;
	/** One value for each round, in the section's unit. */
	samples: number[];
}

/** What the issue asked for, and what was found. */
export interface Finding {
	/** What is compared, in words. */
	bench: string;
	value: number;
	/** Such as `≤ 1.05 ×`. */
	goal: string;
	met: boolean;
}

/** The outcome of a bench: what the page shows of it. */
export interface Section {
	title: string;
	/** What was done, against what, and how it was measured; Markdown. */
	method: string;
	/** Of the samples, with what they are of: `ms an item`. */
	unit: string;
	series: Series[];
	findings: Finding[];
	/**
	 * For a chart of lines in place of bars: what each sample of a series belongs to. The samples are
	 * then medians over the rounds.
	 */
	along?: { name: string; values: number[] };
	/**
	 * Where a goal is not met, why, and what was tried; what else has to be known to read the
	 * figures. Markdown, without figures.
	 */
	remarks?: string[];
	/** Further tables and texts made from what was measured; Markdown. */
	details?: string;
}

export interface BenchContext {
	/**
	 * Fewer rounds and smaller numbers: to see that all of it works. Its figures are not for the
	 * page.
	 */
	quick: boolean;
	/** How many times each thing is measured, in turns with what it is compared to. */
	rounds: number;
	say: (message: string) => void;
	/**
	 * A sandbox and a real n8n with the packed package, started once for all benches that ask for it.
	 */
	stack: () => Promise<Stack>;
	/**
	 * Another such n8n, which evaluates expressions without V8 isolates
	 * (N8N_EXPRESSION_ENGINE=legacy); idle once its benches are done.
	 */
	legacyStack: () => Promise<Stack>;
	/** Below the git-ignored `.tmp`; emptied before the run. */
	folder: string;
}

/** A file of `bench/benches/<name>.ts` exports one as `bench`. */
export interface Bench {
	/** What `--only` calls it, and the chart's file. */
	name: string;
	run: (context: BenchContext) => Promise<Section>;
}
