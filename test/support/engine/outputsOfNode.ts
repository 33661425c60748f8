import { type INodeParameters, NodeHelpers, Workflow } from 'n8n-workflow';
import type { InstalledPackages } from './installedPackages';
import { nodeOf } from './runNode';

/** The outputs of a node as n8n determines them, which may depend on its parameters. */
export function outputsOfNode(
	packages: InstalledPackages,
	type: string,
	parameters: INodeParameters,
) {
	const node = nodeOf(packages, { name: 'Node', type, parameters });
	const workflow = new Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: packages,
	});
	const saved = workflow.getNode('Node') ?? node;
	return NodeHelpers.getNodeOutputs(workflow, saved, packages.description(type));
}
