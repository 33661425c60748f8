import type { IDataObject } from 'n8n-workflow';

/** A check that stopped an operation before money moved, such as a limit of the user's own. It says what was not done. */
export class GuardError extends Error {
	/**
	 * @param description what was not done, and what to do about it
	 * @param details figures for workflows that branch on them; they stand on the item under Continue On Fail
	 */
	constructor(
		message: string,
		readonly description: string,
		readonly details: IDataObject = {},
	) {
		super(message);
	}
}
