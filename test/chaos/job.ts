import type { Finding } from './finding';
import type { Stage } from './stage';

/** What a run showed. */
export interface Shown {
	/** items of writes that carry a key, and how many of them are there at the end */
	asked: number;
	placed: number;
	findings: Finding[];
}

/** One run of the suite, of any kind. */
export interface Job {
	/** the line of the table that it belongs to */
	row: string;
	/** the words by which it can be chosen, and run again */
	title: string;
	/** @param name is another one for each run, for what must be unique */
	run: (stage: Stage, name: string) => Promise<Shown>;
}
