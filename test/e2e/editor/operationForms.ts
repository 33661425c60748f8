import { createRequire } from 'node:module';
import type { INode, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { operations } from '../../../scripts/operationList';
import { chain, node } from '../../support/n8n/chain';
import type { WorkflowFile } from '../../support/n8n/n8nTypes';
import { preparedNode } from './preparedForm';

/** A node of this package, and what it may be set to. */
export interface FormsOfNode {
	workflow: WorkflowFile;
	/** of each node of the workflow */
	descriptionOf: (node: INode) => INodeTypeDescription;
}

type NodeClass = new () => INodeType;

/** The classes of the built package, which is what n8n has installed. */
const classes = createRequire(__filename)('../../../index.js') as Record<string, NodeClass>;

/**
 * A workflow in which the trigger of a service is followed by its action node once for each of its
 * operations: one can walk from form to form in it.
 * @param service `KernelHost` or `KillB`
 */
export function formsOf(service: string): FormsOfNode {
	const trigger = describe(`${service}Trigger`);
	const action = describe(service);
	const nodes = operations()
		.filter((one) => one.node === action.name)
		.map(({ resource, operation }) =>
			preparedNode(action, bare(action, `${resource} ${operation}`), { resource, operation }),
		);
	const first = preparedNode(trigger, bare(trigger, trigger.displayName), {});
	return {
		workflow: chain(`Forms of ${service}`, [first, ...nodes]),
		descriptionOf: ({ type }) => (type.endsWith('Trigger') ? trigger : action),
	};
}

function describe(name: string): INodeTypeDescription {
	const NodeType = classes[name];
	if (!NodeType) throw new Error(`The package has no ${name}`);
	return new NodeType().description;
}

function bare(description: INodeTypeDescription, name: string): INode {
	return node({ name, type: `n8n-nodes-kernelhost-killb.${description.name}` });
}
