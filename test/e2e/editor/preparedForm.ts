import {
	type INode,
	type INodeParameters,
	type INodeProperties,
	type INodePropertyCollection,
	type INodeTypeDescription,
	type NodeParameterValueType,
	NodeHelpers,
} from 'n8n-workflow';

/**
 * Returns a node as the editor shows it after the user added it, chose its operation, and pressed
 * every "Add …" button of the form: each input of the operation is shown, with its default.
 */
export function preparedNode(
	description: INodeTypeDescription,
	node: INode,
	chosen: INodeParameters,
): INode {
	const parameters = NodeHelpers.getNodeParameters(
		description.properties,
		chosen,
		true,
		false,
		node,
		description,
	);
	const prepared = { ...node, parameters: { ...parameters } };
	for (const property of description.properties) {
		const isGroup = property.type === 'collection' || property.type === 'fixedCollection';
		if (!isGroup || !Object.hasOwn(prepared.parameters, property.name)) continue;
		if (!NodeHelpers.displayParameter(prepared.parameters, property, node, description)) continue;
		prepared.parameters[property.name] = withEverything(property);
	}
	return prepared;
}

function withEverything(property: INodeProperties): NodeParameterValueType {
	if (property.type === 'collection') return membersOf(property.options as INodeProperties[]);
	if (property.type !== 'fixedCollection') return property.default as NodeParameterValueType;
	const groups = property.options as INodePropertyCollection[];
	const isList = property.typeOptions?.multipleValues === true;
	return Object.fromEntries(
		groups.map(({ name, values }) => [name, isList ? [membersOf(values)] : membersOf(values)]),
	) as INodeParameters;
}

function membersOf(properties: INodeProperties[]): INodeParameters {
	return Object.fromEntries(
		properties.map((property) => [property.name, withEverything(property)]),
	) as INodeParameters;
}
