import { createRequire } from 'node:module';
import type { INode, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { operations } from '../../../scripts/operationList';
import { chain, node } from '../../support/n8n/chain';
import type { WorkflowFile } from '../../support/n8n/n8nTypes';
import { preparedNode } from './preparedForm';

/** A node of this package, and its possible settings. */
export interface FormsOfNode {
	workflow: WorkflowFile;
	/** of each node of the workflow */
	descriptionOf: (node: INode) => INodeTypeDescription;
}

type NodeClass = new () => INodeType;

/** The classes of the built package, which n8n has installed. */
const classes = createRequire(__filename)('../../../index.js') as Record<string, NodeClass>;

/**
 * Creates a workflow in which a service's trigger is followed by its action node once for each
 * operation, to open form after form.
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
