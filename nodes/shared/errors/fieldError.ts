import { FIELD_ENTRY } from './help';

/** A value that cannot be sent, e.g. "Order ID is empty". */
export class FieldError extends Error {
	/** @param entry its own entry on the page about errors, as an anchor */
	constructor(
		label: string,
		problem: string,
		readonly entry = FIELD_ENTRY,
	) {
		super(`${label} ${problem}`);
	}
}
