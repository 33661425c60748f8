import type { INodeProperties } from 'n8n-workflow';
import { sentences } from '../../../core/sentences';
import { inputsOf } from '../fields/field';
import type { Form, Place } from './form';
import { type Effect, isUnkeyed, type Operation, type Resource } from './operation';

/**
 * Builds the form of an action node: the choice of resource and operation, then each operation's
 * fields. It uses only the operation files, so that no operation shows a field that it does not
 * read.
 */
export function formOf(resources: readonly Resource[], defaultResource: string): Form {
	const places = new Map<string, number>();
	const inputs: INodeProperties[] = [];
	const placeOf = (input: INodeProperties) => {
		const key = JSON.stringify(input);
		const place = places.get(key) ?? inputs.push(input) - 1;
		places.set(key, place);
		return place;
	};
	const shown = resources.map(({ name, operations }) => [
		name,
		Object.fromEntries(
			Object.entries(operations).map(([value, operation]) => [
				value,
				inputsOf(operation.fields).map(placeOf),
			]),
		),
	]);
	return {
		choices: [describeResources(resources, defaultResource), ...resources.map(describeOperations)],
		...withRepeatsApart(inputs),
		shown: Object.fromEntries(shown) as Form['shown'],
		toolDescriptions: Object.fromEntries(
			resources.map(({ name, operations }) => [
				name,
				Object.fromEntries(
					Object.entries(operations).map(([value, one]) => [value, toolDescriptionOf(one)]),
				),
			]),
		),
	};
}

/** The shortest JSON of a part for which a place costs less than repeating it. */
const WORTH_SHARING = 150;

/**
 * Takes out of the inputs what they repeat, such as the currencies: n8n loads the whole form when it
 * starts.
 */
function withRepeatsApart(inputs: INodeProperties[]): Pick<Form, 'inputs' | 'shared'> {
	const counts = new Map<string, number>();
	const count = (part: unknown): void => {
		const text = textOf(part);
		const seen = text === undefined ? 0 : (counts.get(text) ?? 0);
		if (text !== undefined) counts.set(text, seen + 1);
		if (seen === 0 && isObject(part)) Object.values(part).forEach(count);
	};
	inputs.forEach(count);
	const shared = new Map<string, Form['shared'][number]>();
	const without = (part: unknown, place: Place): unknown => {
		if (!isObject(part)) return part;
		const text = textOf(part);
		if (text !== undefined && (counts.get(text) ?? 0) > 1) {
			const entry = shared.get(text) ?? { value: part, places: [] };
			entry.places.push(place);
			shared.set(text, entry);
			return null;
		}
		if (Array.isArray(part)) return part.map((one, index) => without(one, [...place, index]));
		const members = Object.entries(part).map(([name, one]) => [
			name,
			without(one, [...place, name]),
		]);
		return Object.fromEntries(members) as object;
	};
	return { inputs: without(inputs, []) as INodeProperties[], shared: [...shared.values()] };
}

const isObject = (part: unknown): part is object => typeof part === 'object' && part !== null;

function textOf(part: unknown): string | undefined {
	const text = isObject(part) ? JSON.stringify(part) : '';
	return text.length < WORTH_SHARING ? undefined : text;
}

/** What a model must know of an operation's effect, at the service and in money. */
const EFFECTS: Record<Effect, string> = {
	none: 'Read-only: changes nothing.',
	changes: 'Changes data at the service.',
	costsMoney: 'Changes data at the service and costs real money.',
	movesMoney: 'Moves real money.',
	destroys: 'Permanently destroys data; this cannot be undone.',
	binds: 'May be legally binding.',
};

/** For a custom API request, whose endpoint is not known before the call. */
const ANY_EFFECT =
	'Depending on the request, this changes data, costs or moves real money, or destroys data. With GET it is read-only.';

/**
 * Returns an operation's description for a model: what it does, what it changes and costs, and what
 * to do when its outcome is unknown.
 */
function toolDescriptionOf(operation: Operation): string {
	const { description, effect, endpoint } = operation;
	if (effect === 'none') return sentences([description, EFFECTS.none]);
	const told = endpoint.startsWith('ANY ') ? ANY_EFFECT : EFFECTS[effect];
	const again = isUnkeyed(operation)
		? 'If the outcome is unknown, do not call it again: ask a person to check first.'
		: 'If the outcome is unknown, call it again with exactly the same input: nothing is done twice. Different input, or another call after a response, may do it again.';
	return sentences([description, told, again]);
}

function describeResources(resources: readonly Resource[], chosen: string): INodeProperties {
	return {
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: byName(resources.map(({ displayName, name }) => ({ name: displayName, value: name }))),
		default: chosen,
	};
}

function describeOperations({ name, operations, defaultOperation }: Resource): INodeProperties {
	const options = Object.entries(operations).map(([value, operation]) => ({
		name: operation.name,
		value,
		description: operation.description,
		action: operation.action,
	}));
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [name] } },
		options: byName(options),
		default: defaultOperation,
	};
}

function byName<T extends { name: string }>(options: T[]): T[] {
	return options.sort((a, b) => a.name.localeCompare(b.name, 'en'));
}
