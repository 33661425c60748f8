import type { INodeProperties } from 'n8n-workflow';

/** The form of an action node, each input once, since many operations share inputs. */
export interface Form {
	/** The choice of a resource, and of an operation per resource. */
	choices: INodeProperties[];
	inputs: INodeProperties[];
	/** By resource and operation: the inputs to show in order, as indexes of `inputs`. */
	shown: Record<string, Record<string, number[]>>;
	/** By resource and operation: the description that a model gets for the tool. */
	toolDescriptions: Record<string, Record<string, string>>;
}

/**
 * Converts a form to n8n's properties: every input of every operation, with the condition that
 * shows it only there.
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
 * Replaces n8n's tool description, which is only the operation's name; shown where the node is a
 * tool.
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
