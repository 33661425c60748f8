import type { INodeProperties } from 'n8n-workflow';
import type { LabelOf } from '../../../core/http/explanation';
import { type Fields, isShown } from './field';

/** An input of a form, with its place: `['additionalFields', 'phone']`. */
interface Input {
	names: string[];
	label: string;
}

/**
 * Returns the labels of an operation's inputs by the names that the API has for them: `billing_cycle`
 * is Billing Cycle, `data.firstName` is First Name. A name that fits no input, or several, has none.
 * @param values of the form, which decide which inputs are shown
 */
export function labelsOf(fields: Fields, values: Readonly<Record<string, unknown>>): LabelOf {
	let inputs: Input[] | undefined;
	return (member) => {
		inputs ??= Object.entries(fields)
			.filter(([, field]) => isShown(field, values))
			.flatMap(([name, { property }]) => inputsIn({ ...property, name }));
		return labelIn(inputs, member);
	};
}

/** Returns an input, and those inside it: the members of a collection, a group or its rows. */
function inputsIn(property: INodeProperties, outer?: Input): Input[] {
	const { name, displayName, type, options = [] } = property;
	if (type === 'notice') return [];
	const input = {
		names: [...(outer?.names ?? []), plain(name)],
		label: outer === undefined ? displayName : `${outer.label} › ${displayName}`,
	};
	const members = options.flatMap((option) => {
		if ('values' in option) return option.values;
		return 'type' in option ? [option] : [];
	});
	return [input, ...members.flatMap((member) => inputsIn(member, input))];
}

/** The longest path that is looked up. */
const MOST_SEGMENTS = 10;

/** Finds the input for a path, by its last part that is the name of one. */
function labelIn(inputs: readonly Input[], member: string): string | undefined {
	const path = member
		.split(/[^A-Za-z0-9_]+/, MOST_SEGMENTS)
		.filter((part) => part !== '' && !/^\d+$/.test(part))
		.map(plain);
	for (let last = path.length - 1; last >= 0; last--) {
		const named = inputs.filter(({ names }) => isName(names.at(-1), path[last]));
		const around = named.filter(({ names }) => isName(names.at(-2), path[last - 1]));
		const found = around.length > 0 ? around : named;
		const labels = new Set(found.map(({ label }) => label));
		if (labels.size > 0) return labels.size === 1 ? [...labels][0] : undefined;
	}
	return undefined;
}

/** Whether two names mean the same: the API may call `userId` also `user`. */
function isName(name: string | undefined, other: string | undefined): boolean {
	if (name === undefined || other === undefined) return false;
	return name === other || name === `${other}id` || `${name}id` === other;
}

/** Returns a name without what differs between `billing_cycle` and `billingCycle`. */
function plain(name: string): string {
	return name.replaceAll('_', '').toLowerCase();
}
