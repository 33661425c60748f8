/**
 * What became of one thing that n8n asks of a package: `yes` and `no` were found out here, `waits` can only be known once it is
 * published, or by people.
 */
export type Verdict = 'yes' | 'no' | 'waits';

/** One thing that n8n's verification asks for (n8n.md section 5.1), and what was found. */
export interface Check {
	/** As a demand: `No runtime dependencies`. */
	asked: string;
	verdict: Verdict;
	/** What was looked at, or what there is to do. */
	evidence: string;
	/** Whether it is asked of the verified list alone, so that a package may be published without it. */
	forListOnly?: true;
}

export function check(asked: string, holds: boolean, evidence: string): Check {
	return { asked, verdict: holds ? 'yes' : 'no', evidence };
}

/** A package may be published if nothing that is asked of every package is missing. */
export const mayBePublished = (checks: Check[]): boolean =>
	checks.every(({ verdict, forListOnly }) => verdict !== 'no' || forListOnly === true);

const MARKS: Record<Verdict, string> = { yes: '✓', no: '✗', waits: '…' };

/** The list as the command prints it. */
export function listed(name: string, checks: Check[]): string {
	const count = (verdict: Verdict) => checks.filter((one) => one.verdict === verdict).length;
	return [
		`\n${name}: ${count('yes')} of ${checks.length} hold, ${count('no')} do not, ${count('waits')} wait`,
		...checks.map(({ asked, verdict, evidence }) => `  ${MARKS[verdict]} ${asked}: ${evidence}`),
	].join('\n');
}
