import type { IDataObject } from 'n8n-workflow';

/** The result of a check. `unknown`: it would require a change, or an earlier check failed. */
export type Verdict = 'ok' | 'problem' | 'unknown';

/**
 * Said where there is nothing to do: n8n's table shows an empty text as "empty" in red, and a
 * missing member as "undefined" in red.
 */
const NOTHING = 'Nothing';

/** Returns one line of the report, with no text empty. */
export function finding(
	check: string,
	verdict: Verdict,
	message: string,
	whatToDo?: string | null,
): IDataObject {
	const advice = verdict === 'ok' ? NOTHING : whatToDo || NOTHING;
	return { check, verdict, message, whatToDo: advice };
}
