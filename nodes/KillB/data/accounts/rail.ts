import type { Field } from '../../../shared/operation';

/** An input of the form that fills a member of an account's data. */
export interface Input extends Field<unknown> {
	/**
	 * The place of its value in the data, e.g. `['bankAddress', 'city']`; the default is its own
	 * name. An empty path means that the input only controls which other inputs are shown.
	 */
	path?: readonly string[];
	/** members that are added when it is filled in */
	along?: Readonly<Record<string, string>>;
}

/** Inputs by parameter name. Rails share an input by using the same object under the same name. */
export type Inputs = Readonly<Record<string, Input>>;

/** A payment rail, by KillB's account types (killb.md 5). */
export interface Rail {
	/** its common name, with its country */
	name: string;
	/** the account holder */
	holder: Inputs;
	/** the country input, by which banks are listed */
	country: Inputs;
	/** the inputs that identify the account */
	details: Inputs;
	/** optional inputs */
	optional: Inputs;
	/**
	 * inputs that can be changed later, of which every change needs those in `required`; undefined
	 * where no change is documented
	 */
	changes?: { required?: Inputs; optional: Inputs };
}

/** Returns an input that fills a member with another name. */
export function fills<T>(path: string, field: Field<T>): Field<T> & { path: readonly string[] } {
	return { ...field, path: path === '' ? [] : path.split('.') };
}
