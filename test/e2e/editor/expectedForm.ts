import {
	type INode,
	type INodeParameters,
	type INodeProperties,
	type INodePropertyCollection,
	type INodeTypeDescription,
	NodeHelpers,
} from 'n8n-workflow';

/** One input as a form shows it: a notice has no name and no value, a group of inputs no value. */
export interface ShownField {
	label: string;
	value?: string;
}

/**
 * Returns what the form of a node must show, in its order, by its description and n8n's own
 * visibility rule: the labels, and the value of each input.
 * @param node with all of its parameters
 */
export function expectedForm(description: INodeTypeDescription, node: INode): ShownField[] {
	const shown = (properties: INodeProperties[], values: INodeParameters): ShownField[] =>
		properties
			.filter((property) => property.type !== 'hidden')
			.filter((property) =>
				NodeHelpers.displayParameter(values, property, node, description, node.parameters),
			)
			.flatMap((property) => fieldsOf(property, values[property.name]));

	const fieldsOf = (property: INodeProperties, value: unknown): ShownField[] => {
		const label = property.displayName;
		if (property.type === 'notice') return [{ label }];
		if (property.type === 'collection') {
			const values = (value ?? {}) as INodeParameters;
			const added = (property.options as INodeProperties[]).filter(({ name }) => name in values);
			return [{ label }, ...shown(added, values)];
		}
		if (property.type === 'fixedCollection') {
			return [{ label }, ...groupsOf(property, (value ?? {}) as INodeParameters)];
		}
		// A list in which each entry has its own input, and that starts empty.
		if (property.typeOptions?.multipleValues) return [{ label }];
		return [{ label, value: textOf(property, value) }];
	};

	const groupsOf = (property: INodeProperties, value: INodeParameters): ShownField[] =>
		(property.options as INodePropertyCollection[]).flatMap(({ name, values }) =>
			[value[name] ?? []].flat().flatMap((entry) => shown(values, entry as INodeParameters)),
		);

	return shown(description.properties, node.parameters);
}

function textOf(property: INodeProperties, value: unknown): string {
	switch (property.type) {
		case 'options':
			return nameOf(property, value);
		case 'multiOptions':
			return (value as unknown[]).map((one) => nameOf(property, one)).join(', ');
		case 'resourceLocator': {
			const { mode, value: chosen, cachedResultName } = value as Record<string, string>;
			const { displayName } = property.modes?.find(({ name }) => name === mode) ?? {};
			// n8n has its own name for the one kind of mode.
			return `${mode === 'list' ? 'From list' : displayName}: ${cachedResultName ?? chosen}`;
		}
		default:
			// The editor shows an expression without the sign that marks it.
			return String(value).replace(/^=/, '');
	}
}

function nameOf({ options }: INodeProperties, value: unknown): string {
	return options?.find((option) => 'value' in option && option.value === value)?.name ?? '';
}
