import { type Field, type Fields, leftOutIfNothing, when } from '../../../shared/fields/field';
import { collection } from '../../../shared/fields/fields';
import type { Input, Inputs, Rail } from './rail';

/** The rails of a form, by the value of the input that chooses one. */
type Offer = Readonly<Record<string, Rail>>;

/**
 * Returns the inputs of new accounts, each shown for the rails that have it. Holders come first,
 * then the country, by which banks are listed, then the rest; optional ones are under Additional
 * Fields.
 * @param selector name of the input that chooses the rail
 */
export function accountFields(selector: string, offer: Offer): Fields {
	return {
		...shownFor(selector, offer, ({ holder }) => holder),
		...shownFor(selector, offer, ({ country }) => country),
		...shownFor(selector, offer, ({ details }) => details),
		...addable(selector, offer, ({ optional }) => optional, {
			name: 'additionalFields',
			displayName: 'Additional Fields',
			placeholder: 'Add Field',
		}),
	};
}

/** Returns the inputs of changes to an account, in the same way. */
export function changeFields(selector: string, offer: Offer): Fields {
	return {
		...shownFor(selector, offer, ({ changes }) => changes?.required ?? {}),
		...addable(selector, offer, ({ changes }) => changes?.optional ?? {}, {
			name: 'changes',
			displayName: 'Changes',
			placeholder: 'Add Field',
		}),
	};
}

/** Returns a section's inputs, each shown for its own rails. */
function shownFor(selector: string, offer: Offer, section: (rail: Rail) => Inputs): Fields {
	return Object.fromEntries(
		[...gather(offer, section)].map(([name, { input, choices }]) => [
			name,
			when({ [selector]: choices }, input),
		]),
	);
}

interface Gathered {
	input: Input;
	/** the rails that have it */
	choices: string[];
}

/** Returns every input of some rails once, in the order of first occurrence. */
function gather(offer: Offer, section: (rail: Rail) => Inputs): Map<string, Gathered> {
	const found = new Map<string, Gathered>();
	for (const [choice, rail] of Object.entries(offer)) {
		for (const [name, input] of Object.entries(section(rail))) {
			const known = found.get(name) ?? { input, choices: [] };
			known.choices.push(choice);
			found.set(name, known);
		}
	}
	return found;
}

/** Returns a collection of optional inputs, each shown for its own rails. */
function addable(
	selector: string,
	offer: Offer,
	section: (rail: Rail) => Inputs,
	{ name, ...label }: { name: string; displayName: string; placeholder: string },
): Fields {
	const choices = Object.entries(offer)
		.filter(([, rail]) => Object.keys(section(rail)).length > 0)
		.map(([choice]) => choice);
	const fields = Object.fromEntries(
		Object.entries(shownFor(selector, offer, section)).map(([key, field]) => [
			key,
			fromWithin(field),
		]),
	);
	return {
		[name]: when({ [selector]: choices }, leftOutIfNothing(collection({ ...label, fields }))),
	};
}

/**
 * Adapts a field to a collection: its conditions refer to outer inputs with a slash, and it is not
 * required.
 */
function fromWithin(field: Field<unknown>): Field<unknown> {
	const { description } = field.property;
	const show = Object.entries(field.property.displayOptions?.show ?? {});
	return {
		...field,
		property: {
			...field.property,
			...(description ? { description: description.replace(/; required$/, '') } : {}),
			displayOptions: {
				show: Object.fromEntries(show.map(([name, accepted]) => [`/${name}`, accepted])),
			},
		},
	};
}
