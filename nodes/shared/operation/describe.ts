import type { INodeProperties } from 'n8n-workflow';
import { inputsOf } from '../fields/field';
import type { Form } from './form';
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
		inputs,
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

const EFFECTS: Record<Effect, string> = {
	none: '',
	changes: 'This changes something.',
	costsMoney: 'This changes something and costs money.',
	movesMoney: 'This changes something and moves money.',
	destroys: 'This changes something and permanently destroys data.',
	binds: 'This changes something and may bind legally.',
};

/**
 * Returns an operation's description for a model: what it does, what it changes, and what to do
 * when its outcome is unknown.
 */
function toolDescriptionOf(operation: Operation): string {
	const { description, effect } = operation;
	if (effect === 'none') return sentence(description);
	const again = isUnkeyed(operation)
		? 'If its outcome is unknown, do not call it again: ask a person to check first.'
		: 'If its outcome is unknown, call it again with exactly the same input: that does not do it twice. Other input, or another call after an answer, may do it again.';
	return [sentence(description), EFFECTS[effect], again].join(' ');
}

function sentence(text: string): string {
	return text.endsWith('.') ? text : `${text}.`;
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
