import {
	type INodeParameters,
	type INodeProperties,
	type INodePropertyCollection,
	type INodeTypeDescription,
	NodeHelpers,
} from 'n8n-workflow';

/**
 * n8n's name of the condition that a node is a tool of a model. Here it is one of the node's
 * values.
 */
export const IS_TOOL = '@tool';

/** The fields of a form, or of one collection in it, as n8n shows them for a node's values. */
export class Form {
	private readonly byName = new Map<string, INodeProperties[]>();

	constructor(fields: readonly INodeProperties[]) {
		for (const field of fields) {
			this.byName.set(field.name, [...(this.byName.get(field.name) ?? []), field]);
		}
	}

	get names(): string[] {
		return [...this.byName.keys()];
	}

	/** All fields of a name: a form may have several, each shown in other cases. */
	variants(name: string): INodeProperties[] {
		return this.byName.get(name) ?? [];
	}

	/**
	 * The field of that name which n8n shows.
	 * @param root the values of the whole node, if this form is a collection in it
	 */
	shown(name: string, values: INodeParameters, root = values): INodeProperties | undefined {
		// n8n recognises a tool by the name of its type.
		const isTool = values[IS_TOOL] === true || root[IS_TOOL] === true;
		const type = { name: isTool ? 'Tool' : '' } as INodeTypeDescription;
		return this.variants(name).find((field) =>
			NodeHelpers.displayParameter(values, field, null, type, root),
		);
	}

	/**
	 * The names of the fields that decide whether a field, or one inside it, is shown, each after
	 * those that it depends on.
	 */
	deciding(name: string, seen = new Set<string>()): string[] {
		const found = this.variants(name).flatMap((field) => [
			...conditions(field).filter((key) => !key.startsWith('/')),
			...inside(field).flatMap((inner) => fromRoot(inner)),
		]);
		const names = [...new Set(found.map((path) => path.split('.')[0] as string))];
		return names
			.filter((one) => one !== name && !seen.has(one))
			.flatMap((one) => [...this.deciding(one, seen.add(one)), one]);
	}

	/** The values of a field in the conditions of this form. */
	conditionValuesOf(name: string): unknown[] {
		return [...this.byName.values()].flat().flatMap(({ displayOptions }) => {
			const { show = {}, hide = {} } = displayOptions ?? {};
			return [...(show[name] ?? []), ...(hide[name] ?? [])];
		});
	}
}

function conditions({ displayOptions }: INodeProperties): string[] {
	return [...Object.keys(displayOptions?.show ?? {}), ...Object.keys(displayOptions?.hide ?? {})];
}

function fromRoot(field: INodeProperties): string[] {
	const own = conditions(field).flatMap((key) => (key.startsWith('/') ? [key.slice(1)] : []));
	return [...own, ...inside(field).flatMap(fromRoot)];
}

/** The fields inside a collection of any kind. */
function inside(field: INodeProperties): INodeProperties[] {
	return groups(field).flatMap(({ values }) => values);
}

/** The groups of a collection's fields; a plain collection is one group without a name. */
export function groups({ type, options = [] }: INodeProperties): INodePropertyCollection[] {
	if (type === 'fixedCollection') return options as INodePropertyCollection[];
	if (type !== 'collection') return [];
	return [{ name: '', displayName: '', values: options as INodeProperties[] }];
}

/** The values that a field with a choice offers; `undefined` for a field without one. */
export function choices({ type, options = [] }: INodeProperties): unknown[] | undefined {
	if (type === 'boolean') return [true, false];
	if (type !== 'options' && type !== 'multiOptions') return undefined;
	return options.map((option) => ('value' in option ? option.value : option.name));
}
