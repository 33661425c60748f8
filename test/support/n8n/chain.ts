import type { INode, INodeParameters } from 'n8n-workflow';
import type { WorkflowFile } from './n8nTypes';

/** A node with the members that every node needs; one of this package has its newest version. */
export function node(fields: Partial<INode> & Pick<INode, 'name' | 'type'>): INode {
	const typeVersion = /\.(?:killB|kernelHost)Trigger$/.test(fields.type) ? 2 : 1;
	return { id: fields.name, typeVersion, position: [0, 0], parameters: {}, ...fields };
}

/** A workflow whose nodes follow one another. */
export function chain(name: string, nodes: INode[]): WorkflowFile {
	const connections: WorkflowFile['connections'] = {};
	nodes.slice(0, -1).forEach((from, index) => {
		const to = nodes[index + 1] as INode;
		connections[from.name] = { main: [[{ node: to.name, type: 'main', index: 0 }]] };
	});
	return { name, nodes, connections };
}

/** n8n's own Webhook node at `{n8n}/webhook/{path}`, which starts an execution for each POST. */
export function webhookNode(name: string, path: string, parameters: INodeParameters): INode {
	return node({
		name,
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2.1,
		webhookId: path,
		parameters: { httpMethod: 'POST', path, ...parameters },
	});
}

/** One that responds as soon as the execution begins. */
export function startedByPost(path: string): INode {
	return webhookNode('Start', path, { responseMode: 'onReceived' });
}
