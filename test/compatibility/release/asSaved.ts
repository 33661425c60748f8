import { createHash } from 'node:crypto';
import {
	type IConnections,
	type INode,
	type INodeParameters,
	type INodeTypeDescription,
	NodeHelpers,
} from 'n8n-workflow';
import type { SavedWorkflow } from '../replay/corpusFile';

/**
 * What n8n's editor saves of a form: no default, nothing hidden.
 * @throws Error when the form would be marked red
 */
export function savedParameters(
	filled: INodeParameters,
	description: INodeTypeDescription,
	typeVersion: number,
): INodeParameters {
	const { properties } = description;
	const saved = NodeHelpers.getNodeParameters(
		...([properties, filled, false, false, { typeVersion }, description] as const),
	);
	const node = { parameters: saved ?? {}, typeVersion } as INode;
	const whole = NodeHelpers.getNodeParameters(
		...([properties, node.parameters, true, false, { typeVersion }, description] as const),
	);
	const issues = NodeHelpers.getNodeParametersIssues(
		...([properties, { ...node, parameters: whole ?? {} }, description] as const),
	);
	if (!saved || issues) {
		const reason = JSON.stringify(issues ?? 'nothing fits');
		throw new Error(`${description.name} does not take ${JSON.stringify(filled)}: ${reason}`);
	}
	return saved;
}

/**
 * A workflow as the editor exports it: a manual trigger, followed by the nodes that run when it is
 * clicked.
 */
export function workflowOf(
	name: string,
	nodes: Array<Omit<INode, 'id' | 'position'>>,
): SavedWorkflow {
	const isStarted = nodes.some(({ type }) => !type.endsWith('Trigger'));
	const start = {
		parameters: {},
		type: 'n8n-nodes-base.manualTrigger',
		typeVersion: 1,
		name: 'When clicking ‘Execute workflow’',
	};
	const placed = [...(isStarted ? [start] : []), ...nodes].map((node, index) => {
		const position: [number, number] =
			isStarted && index > 0 ? [224, (index - 1) * 176] : [0, isStarted ? 0 : index * 176];
		return { ...node, id: uuid(`${name}/${node.name}`), position };
	});
	const connections: IConnections = isStarted
		? {
				[start.name]: {
					main: [nodes.map((node) => ({ node: node.name, type: 'main', index: 0 }))],
				},
			}
		: {};
	return { name, nodes: placed, connections, settings: { executionOrder: 'v1' }, pinData: {} };
}

/** A UUID that is the same each time the corpus of a release is recorded. */
export function uuid(text: string): string {
	const hex = createHash('sha256').update(text).digest('hex');
	return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`]
		.concat(hex.slice(20, 32))
		.join('-');
}
