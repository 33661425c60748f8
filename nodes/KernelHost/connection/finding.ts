import type { IDataObject } from 'n8n-workflow';

/**
 * `unknown` is for what can't be found out without changing something, or because an earlier check
 * failed.
 */
export type Verdict = 'ok' | 'problem' | 'unknown';

/** One line of the report. */
export function finding(
	check: string,
	verdict: Verdict,
	message: string,
	whatToDo: string | null | undefined = '',
): IDataObject {
	return { check, verdict, message, whatToDo: verdict === 'ok' ? '' : (whatToDo ?? '') };
}
