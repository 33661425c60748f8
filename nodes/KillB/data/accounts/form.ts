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
 * @param inputs `before` the Additional Fields, and `within` them for every rail
 */
export function accountFields(
	selector: string,
	offer: Offer,
	{ before = {}, within = {} }: { before?: Fields; within?: Fields } = {},
): Fields {
	return {
		...shownFor(selector, offer, ({ holder }) => holder),
		...shownFor(selector, offer, ({ country }) => country),
		...shownFor(selector, offer, ({ details }) => details),
		...before,
		...addable(selector, offer, ({ optional }) => optional, {
			name: 'additionalFields',
			displayName: 'Additional Fields',
			within,
		}),
	};
}

/** Returns the inputs of changes to an account, in the same way. */
export function changeFields(selector: string, offer: Offer, within: Fields): Fields {
	return {
		...shownFor(selector, offer, ({ changes }) => changes?.required ?? {}),
		...addable(selector, offer, ({ changes }) => changes?.optional ?? {}, {
			name: 'changes',
			displayName: 'Changes',
			within,
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

/**
 * Returns a collection of optional inputs, each shown for its own rails, and of those `within` it
 * for every rail.
 */
function addable(
	selector: string,
	offer: Offer,
	section: (rail: Rail) => Inputs,
	{ name, displayName, within }: { name: string; displayName: string; within: Fields },
): Fields {
	const choices = Object.entries(offer)
		.filter(([, rail]) => Object.keys({ ...section(rail), ...within }).length > 0)
		.map(([choice]) => choice);
	const ofRails = Object.entries(shownFor(selector, offer, section));
	const fields = {
		...Object.fromEntries(ofRails.map(([key, field]) => [key, fromWithin(field)])),
		...within,
	};
	const form = collection({ displayName, placeholder: 'Add Field', fields });
	return { [name]: when({ [selector]: choices }, leftOutIfNothing(form)) };
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
