import type { Kind } from './target';

/** The versions that a run had, by package; read from what was installed, `node` from the program itself. */
export type Versions = Partial<Record<'n8n' | 'n8n-core' | 'n8n-workflow' | 'node', string>>;

/** What came of one target. */
export interface Result {
	kind: Kind;
	/** The target's. */
	name: string;
	versions: Versions;
	/** Tests; in the demo, what was to happen. */
	passed: number;
	failed: number;
	skipped: number;
	/** The tests that failed, or why nothing could run. */
	failures: string[];
	/** The day of the run, as in 2026-01-31. */
	date: string;
	/** What was tested: the commit, and whether the tested files differed from it. */
	commit: string;
}

/** A version of n8n newer than the one of test/support/n8n that can't be installed, and npm's reason. */
export interface NotInstallable {
	n8n: string;
	reason: string;
	date: string;
}

/** docs/compatibility.json: the latest result of each target. */
export interface Compatibility {
	results: Result[];
	/** From the latest run of the newest demo; without one it was not looked for. */
	notInstallable?: NotInstallable[];
}

export const hasPassed = ({ passed, failed }: Result): boolean => passed > 0 && failed === 0;

/** The record with the results of a run in the place of older ones of the same targets; in the order of `order`. */
export function merged(
	older: Compatibility,
	results: Result[],
	notInstallable: NotInstallable[] | undefined,
	order: Array<Pick<Result, 'kind' | 'name'>>,
): Compatibility {
	const all = [...results, ...older.results];
	const refused = notInstallable ?? older.notInstallable;
	return {
		results: order.flatMap(({ kind, name }) => {
			const newest = all.find((result) => result.kind === kind && result.name === name);
			return newest ? [newest] : [];
		}),
		...(refused ? { notInstallable: refused } : {}),
	};
}
