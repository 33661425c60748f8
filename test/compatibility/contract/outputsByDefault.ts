import {
	type INode,
	type INodeType,
	type INodeTypeDescription,
	NodeHelpers,
	Workflow,
} from 'n8n-workflow';
import type { NodeFacts } from './snapshot';

/**
 * The outputs of a node in which no option was added. Where an expression decides, new options of a
 * later version may add outputs; a workflow that was saved before has none of these options.
 */
export function outputsByDefault({ outputs, properties }: NodeFacts): NodeFacts['outputs'] {
	if (typeof outputs !== 'string') return outputs;
	const description = { name: 'node', properties, outputs } as unknown as INodeTypeDescription;
	const node: INode = {
		id: 'node',
		name: 'Node',
		type: 'node',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
	const type = { description } as INodeType;
	const nodeTypes = {
		getByName: () => type,
		getByNameAndVersion: () => type,
		getKnownTypes: () => ({}),
	};
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	return NodeHelpers.getNodeOutputs(workflow, workflow.getNode('Node') ?? node, description);
}
