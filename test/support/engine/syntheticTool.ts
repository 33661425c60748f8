import { type INodeType, type INodeProperties, NodeConnectionTypes, UserError } from 'n8n-workflow';

/**
 * The tool that n8n makes of a node with `usableAsTool`, mirroring the package `n8n` (node-types.js
 * :: getByNameAndVersion, tool-generation/ai-tools.js :: convertNodeToAiTool): the same `execute`,
 * but no input, and a tool output instead of items.
 */
export function asTool(nodeType: INodeType): INodeType {
	const { description } = nodeType;
	if (!description.usableAsTool) {
		throw new UserError('Node cannot be used as a tool', { extra: { nodeType: description.name } });
	}
	const replacements =
		typeof description.usableAsTool === 'object' ? description.usableAsTool.replacements : {};
	const rest = { ...description };
	delete rest.usableAsTool;
	const hasOperations = rest.properties.some(
		({ name }) => name === 'resource' || name === 'operation',
	);
	const isDescribed = rest.properties.some(({ name }) => name === 'toolDescription');
	const added = isDescribed ? [] : toolProperties(rest.description, hasOperations);
	return Object.create(nodeType, {
		description: {
			value: {
				...rest,
				...replacements,
				name: `${rest.name}Tool`,
				displayName: `${rest.displayName} Tool`,
				inputs: [],
				outputs: [NodeConnectionTypes.AiTool],
				properties: [...added, ...rest.properties],
			},
		},
	}) as INodeType;
}

function toolProperties(description: string, hasOperations: boolean): INodeProperties[] {
	const text: INodeProperties = {
		displayName: 'Description',
		name: 'toolDescription',
		type: 'string',
		default: description,
		required: true,
	};
	if (!hasOperations) return [text];
	const type: INodeProperties = {
		displayName: 'Tool Description',
		name: 'descriptionType',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Set Automatically', value: 'auto' },
			{ name: 'Set Manually', value: 'manual' },
		],
		default: 'auto',
	};
	return [type, { ...text, displayOptions: { show: { descriptionType: ['manual'] } } }];
}
