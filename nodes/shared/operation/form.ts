import type { INodeProperties } from 'n8n-workflow';

/** The form of an action node, each input once: many operations ask for the same. */
export interface Form {
	/** The choice of a resource, and of an operation for each. */
	choices: INodeProperties[];
	inputs: INodeProperties[];
	/**
	 * By resource and operation, which inputs are shown, and in which order: their places in
	 * `inputs`.
	 */
	shown: Record<string, Record<string, number[]>>;
	/** By resource and operation, what a model is told of the tool that n8n makes of the node. */
	toolDescriptions: Record<string, Record<string, string>>;
}

/**
 * A form as n8n takes it: every input of every operation, with the condition that shows it there
 * alone.
 */
export function propertiesOf({
	choices,
	inputs,
	shown,
	toolDescriptions,
}: Form): INodeProperties[] {
	const properties = [...choices];
	for (const [resource, operations] of Object.entries(toolDescriptions)) {
		for (const [operation, text] of Object.entries(operations)) {
			properties.push(toolDescription(resource, operation, text));
		}
	}
	for (const [resource, operations] of Object.entries(shown)) {
		for (const [operation, places] of Object.entries(operations)) {
			const displayOptions = { show: { resource: [resource], operation: [operation] } };
			const chosen = places.map((place) => inputs[place] as INodeProperties);
			properties.push(...chosen.map((input) => shownIn(displayOptions, input)));
		}
	}
	return properties;
}

/**
 * Takes the place of the description that n8n makes of the operation's name alone; shown where the
 * node is a tool.
 */
function toolDescription(resource: string, operation: string, text: string): INodeProperties {
	return {
		displayName: 'Tool Description',
		name: 'toolDescription',
		type: 'string',
		typeOptions: { rows: 4 },
		default: text,
		description: 'What the model is told of this tool',
		displayOptions: {
			show: { resource: [resource], operation: [operation], '@tool': [true] },
		},
	};
}

type Condition = NonNullable<INodeProperties['displayOptions']>;

function shownIn(where: Condition, { displayOptions, ...input }: INodeProperties): INodeProperties {
	if (!displayOptions) return { ...input, displayOptions: where };
	const show = { ...where.show, ...displayOptions.show };
	return { ...input, displayOptions: { ...displayOptions, show } };
}
