import type { Finding } from './finding';
import type { Stage } from './stage';

/** What a run showed. */
export interface Shown {
	/** items of writes with a key, and how many of them exist at the end */
	asked: number;
	placed: number;
	findings: Finding[];
}

/** One run of the suite, of any kind. */
export interface Job {
	/** the row of the table that it belongs to */
	row: string;
	/** the words by which it can be selected and run again */
	title: string;
	/** @param name is unique for each run, for what must be unique */
	run: (stage: Stage, name: string) => Promise<Shown>;
}
