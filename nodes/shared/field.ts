import type { INodeProperties } from 'n8n-workflow';

/** One input of an operation: how the form shows it, and how its value is read. */
export interface Field<T> {
	/** n8n's description of the input; its name is the key under which the operation holds the field */
	readonly property: Omit<INodeProperties, 'name'>;
	/**
	 * Turns what the form or an expression gave into what the operation takes.
	 * @param label how the message names the input, e.g. `Order ID`
	 * @throws FieldError
	 */
	readonly read: (raw: unknown, label: string) => T;
}

/** The inputs of an operation, by parameter name. */
export type Fields = Readonly<Record<string, Field<unknown>>>;

/** What an operation gets: each field's value with its own type. */
export type Values<F extends Fields> = { [K in keyof F]: F[K] extends Field<infer T> ? T : never };

/** A value that cannot be sent, e.g. "Order ID is empty". */
export class FieldError extends Error {
	constructor(label: string, problem: string) {
		super(`${label} ${problem}`);
	}
}

/** Shows a field only for some values of other fields. Where it is not shown, its value is undefined. */
export function when<T>(
	show: Readonly<Record<string, ReadonlyArray<string | number | boolean>>>,
	field: Field<T>,
): Field<T | undefined> {
	return {
		property: {
			...field.property,
			displayOptions: {
				show: {
					...field.property.displayOptions?.show,
					...Object.fromEntries(Object.entries(show).map(([name, values]) => [name, [...values]])),
				},
			},
		},
		read: (raw, label) => (raw === undefined ? undefined : field.read(raw, label)),
	};
}
