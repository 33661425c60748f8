import type { Field } from '../../../shared/operation';

/** An input of the form that fills a member of an account's data. */
export interface Input extends Field<unknown> {
	/**
	 * Where its value stands in the data, e.g. `['bankAddress', 'city']`; under its own name where
	 * nothing is said. An empty path is that of an input which only decides what else is shown.
	 */
	path?: readonly string[];
	/** members that follow from its being filled in */
	along?: Readonly<Record<string, string>>;
}

/**
 * Inputs by parameter name. Rails share an input by having the very same one under the same name.
 */
export type Inputs = Readonly<Record<string, Input>>;

/** One way to an account, as KillB's types of accounts name it (killb.md 5). */
export interface Rail {
	/** how a person knows it, with its country */
	name: string;
	/** who holds the account */
	holder: Inputs;
	/** the input that names the country, by which banks are listed */
	country: Inputs;
	/** what leads the money to the account */
	details: Inputs;
	/** what may be left out */
	optional: Inputs;
	/**
	 * what can be changed later, of which `required` is asked for with every change; undefined where
	 * none is documented
	 */
	changes?: { required: Inputs; optional: Inputs };
}

/** An input that fills a member of another name than its own. */
export function fills<T>(path: string, field: Field<T>): Field<T> & { path: readonly string[] } {
	return { ...field, path: path === '' ? [] : path.split('.') };
}
