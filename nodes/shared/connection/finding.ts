import type { IDataObject } from 'n8n-workflow';

/** The result of a check. `unknown`: it would require a change, or an earlier check failed. */
export type Verdict = 'ok' | 'problem' | 'unknown';

/** Returns one line of the report. */
export function finding(
	check: string,
	verdict: Verdict,
	message: string,
	whatToDo: string | null | undefined = '',
): IDataObject {
	return { check, verdict, message, whatToDo: verdict === 'ok' ? '' : (whatToDo ?? '') };
}
