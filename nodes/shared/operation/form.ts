import type { INodeProperties } from 'n8n-workflow';

/** The form of an action node, each input once: many operations ask for the same. */
export interface Form {
	/** The choice of a resource, and of an operation for each. */
	choices: INodeProperties[];
	inputs: INodeProperties[];
	/** By resource and operation, which inputs are shown, and in which order: their places in `inputs`. */
	shown: Record<string, Record<string, number[]>>;
}

/** A form as n8n takes it: every input of every operation, with the condition that shows it there alone. */
export function propertiesOf({ choices, inputs, shown }: Form): INodeProperties[] {
	const properties = [...choices];
	for (const [resource, operations] of Object.entries(shown)) {
		for (const [operation, places] of Object.entries(operations)) {
			const displayOptions = { show: { resource: [resource], operation: [operation] } };
			const chosen = places.map((place) => inputs[place] as INodeProperties);
			properties.push(...chosen.map((input) => shownIn(displayOptions, input)));
		}
	}
	return properties;
}

type Condition = NonNullable<INodeProperties['displayOptions']>;

function shownIn(where: Condition, { displayOptions, ...input }: INodeProperties): INodeProperties {
	if (!displayOptions) return { ...input, displayOptions: where };
	const show = { ...where.show, ...displayOptions.show };
	return { ...input, displayOptions: { ...displayOptions, show } };
}
