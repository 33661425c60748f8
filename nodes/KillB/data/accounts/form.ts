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
	const sections = [
		(rail: Rail) => rail.holder,
		(rail: Rail) => rail.country,
		(rail: Rail) => rail.details,
	];
	return {
		...Object.fromEntries(
			sections.flatMap((section) =>
				[...gather(offer, section)].map(([name, { input, choices }]) => [
					name,
					when({ [selector]: choices }, input),
				]),
			),
		),
		...addable(selector, offer, ({ optional }) => optional, {
			name: 'additionalFields',
			displayName: 'Additional Fields',
			placeholder: 'Add Field',
		}),
	};
}

/** Returns the inputs of changes to an account, in the same way. */
export function changeFields(selector: string, offer: Offer): Fields {
	const required = gather(offer, ({ changes }) => changes?.required ?? {});
	return {
		...Object.fromEntries(
			[...required].map(([name, { input, choices }]) => [
				name,
				when({ [selector]: choices }, input),
			]),
		),
		...addable(selector, offer, ({ changes }) => changes?.optional ?? {}, {
			name: 'changes',
			displayName: 'Changes',
			placeholder: 'Add Field',
		}),
	};
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
	const found = [...gather(offer, section)];
	const choices = Object.entries(offer)
		.filter(([, rail]) => Object.keys(section(rail)).length > 0)
		.map(([choice]) => choice);
	const fields = Object.fromEntries(
		found.map(([key, { input, choices: own }]) => [
			key,
			fromWithin(when({ [selector]: own }, input)),
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
