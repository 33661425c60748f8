import type { INodeProperties } from 'n8n-workflow';

/**
 * The subtitle of an action node on the canvas, such as "Quote and create: ramp". n8n evaluates it:
 * the names that workflows save are camelCase, and `getAll` is called *Get Many*.
 */
export const SUBTITLE =
	'={{ ($parameter.operation.replace(/^getAll$/, "getMany") + ": " + $parameter.resource).replace(/[A-Z]/g, (letter) => " " + letter.toLowerCase()).replace(/\\b(?:api|kyc|pdf)\\b/g, (word) => word.toUpperCase()).replace(/^./, (letter) => letter.toUpperCase()) }}';

/** The way to a part of a form: names of members, and indexes. */
export type Place = Array<string | number>;

/** The form of an action node, each input once, since many operations share inputs. */
export interface Form {
	/** The choice of a resource, and of an operation per resource. */
	choices: INodeProperties[];
	inputs: INodeProperties[];
	/** What several inputs contain, such as a list of currencies, and its places in `inputs`. */
	shared: Array<{ value: object; places: Place[] }>;
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
	shared,
	shown,
	toolDescriptions,
}: Form): INodeProperties[] {
	for (const { value, places } of shared) {
		for (const place of places) put(inputs, place, value);
	}
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

function put(root: object, place: Place, value: object): void {
	type Members = Record<string, object>;
	const outer = place.slice(0, -1).reduce((part, name) => (part as Members)[name] as object, root);
	(outer as Members)[place.at(-1) as string] = value;
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
		description: 'What the AI model is told about this tool',
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
