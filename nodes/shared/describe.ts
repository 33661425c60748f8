import type { INodeProperties } from 'n8n-workflow';
import { WRITING_METHODS } from './apiRequest';
import { externalIdFields } from './externalId';
import type { Field, Fields } from './field';
import { when } from './field';
import { idempotencyFields } from './idempotency';
import type { Operation, Resource } from './operation';

/** Every input of an operation, in the order of the form: the options, which few need, come last. */
export function fieldsOf(operation: Operation): Fields {
	if (operation.idempotent === false) return operation.fields;
	const { options, ...others } = operation.fields;
	return { ...others, ...markFieldsOf(operation), ...(options ? { options } : {}) };
}

/** The inputs that choose by what a repetition is recognised. */
function markFieldsOf({ idempotent, endpoint }: Operation): Fields {
	const fields: Fields = idempotent === true ? idempotencyFields : externalIdFields;
	if (!endpoint.startsWith('ANY ')) return fields;
	// A request of the user's own may be a read, which takes no key.
	return Object.fromEntries(
		Object.entries(fields).map(([name, field]) => [name, when({ method: WRITING_METHODS }, field)]),
	);
}

/**
 * The form of an action node: the choice of resource and operation, then each operation's own fields.
 * Made from the operation files alone, so that a field can't be shown for an operation that does not read it.
 */
export function describe(
	resources: readonly Resource[],
	defaultResource: string,
): INodeProperties[] {
	return [
		{
			displayName: 'Resource',
			name: 'resource',
			type: 'options',
			noDataExpression: true,
			options: byName(
				resources.map(({ displayName, name }) => ({ name: displayName, value: name })),
			),
			default: defaultResource,
		},
		...resources.map(describeOperations),
		...resources.flatMap(describeFields),
	];
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

function describeFields(resource: Resource): INodeProperties[] {
	return Object.entries(resource.operations).flatMap(([value, operation]) =>
		Object.entries(fieldsOf(operation)).map(([name, field]) =>
			describeField(name, field, { resource: [resource.name], operation: [value] }),
		),
	);
}

function describeField(
	name: string,
	{ property }: Field<unknown>,
	where: { resource: string[]; operation: string[] },
): INodeProperties {
	const { displayName, ...rest } = property;
	return {
		displayName,
		name,
		...rest,
		displayOptions: { ...rest.displayOptions, show: { ...where, ...rest.displayOptions?.show } },
	};
}

function byName<T extends { name: string }>(options: T[]): T[] {
	return options.sort((a, b) => a.name.localeCompare(b.name, 'en'));
}
