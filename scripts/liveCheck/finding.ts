export type Verdict = 'true' | 'false' | 'not decidable';

/** What the check found out about one assumption. */
export interface Finding {
	service: 'KernelHost' | 'KillB';
	/** the first cell of its row in docs/assumptions.md */
	assumption: string;
	verdict: Verdict;
	/** what was seen, or why it can't be decided */
	seen: string;
	/** for a false one: what to change */
	setting?: string;
}

/** A finding without the names that the caller adds. */
export type Result = Pick<Finding, 'verdict' | 'seen' | 'setting'>;

export const isTrue = (seen: string): Result => ({ verdict: 'true', seen });
export const isFalse = (seen: string, setting: string): Result => ({
	verdict: 'false',
	seen,
	setting,
});
export const undecidable = (seen: string): Result => ({ verdict: 'not decidable', seen });

/** Names the member of Vendor Overrides with the value that was found. */
export function override(member: string, value?: unknown): string {
	return value === undefined
		? `credential, Vendor Overrides: ${member} (its value could not be derived)`
		: `credential, Vendor Overrides: ${JSON.stringify({ [member]: value })}`;
}

/** Whether entries have an order, by a value of each: smaller ones first, or larger ones. */
export function orderOf(values: ReadonlyArray<number | string>, limit: string): Result {
	if (values.length < 2) return undecidable('there are not two entries to compare');
	const pairs = values.slice(1).map((value, index) => [values[index] ?? value, value] as const);
	if (pairs.every(([one, next]) => one <= next)) return isTrue('the oldest entries come first');
	if (pairs.every(([one, next]) => one >= next)) return isTrue('the newest entries come first');
	return isFalse(
		'the entries of a page have no order',
		`none is needed for lists of up to ${limit}`,
	);
}

export const NO_SETTING = 'there is none: report it to the maintainers of this package';

/** One line: the verdict, the assumption, what was seen, and what to change. */
export function lineOf({ service, assumption, verdict, seen, setting }: Finding): string {
	const change = setting === undefined ? '' : ` Setting: ${setting}.`;
	return `${verdict.padEnd(13)}  ${service}: ${assumption}: ${seen}.${change}`;
}
