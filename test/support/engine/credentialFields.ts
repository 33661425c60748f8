import {
	type ICredentialDataDecryptedObject,
	type ICredentialsExpressionResolveValues,
	type IExecuteData,
	type INode,
	type INodeProperties,
	type INodeTypes,
	type IWorkflowDataProxyAdditionalKeys,
	NodeHelpers,
	Workflow,
	type WorkflowExecuteMode,
} from 'n8n-workflow';
import { withIsolate } from './isolate';

/*
 * The steps between a credential's stored row and the object that `authenticate` and
 * `getCredentials` get: mirrors credentials-helper.js :: applyDefaultsAndOverwrites of the package
 * `n8n` 2.41.1.
 */

const NO_NODE = {
	id: '',
	name: '',
	typeVersion: 1,
	type: 'mock',
	position: [0, 0],
	parameters: {},
};

/** Drops keys that the credential type does not declare, and adds the defaults of those it does. */
export function withDefaults(
	properties: INodeProperties[],
	stored: ICredentialDataDecryptedObject,
): ICredentialDataDecryptedObject {
	const known: ICredentialDataDecryptedObject = {
		...NodeHelpers.getNodeParameters(properties, stored as never, true, false, null, null),
	} as ICredentialDataDecryptedObject;
	for (const key of ['allowedHttpRequestDomains', 'allowedDomains'] as const) {
		if (known[key] === undefined && stored[key] !== undefined) known[key] = stored[key];
	}
	return known;
}

/** Resolves expressions with the data of an execution: `$json` and the like. */
export function resolveInExecution(
	fields: ICredentialDataDecryptedObject,
	mode: WorkflowExecuteMode,
	keys: IWorkflowDataProxyAdditionalKeys,
	resolve: ICredentialsExpressionResolveValues,
	executeData?: IExecuteData,
): ICredentialDataDecryptedObject {
	const { workflow, runExecutionData, runIndex, itemIndex, node, connectionInputData } = resolve;
	return workflow.expression.getParameterValue(
		fields as never,
		runExecutionData,
		runIndex,
		itemIndex,
		node.name,
		connectionInputData,
		mode,
		keys,
		executeData,
		false,
		fields,
	) as ICredentialDataDecryptedObject;
}

/** Resolves expressions without an execution: list searches, webhooks, the test button. */
export async function resolveOutsideExecution(
	fields: ICredentialDataDecryptedObject,
	mode: WorkflowExecuteMode,
	keys: IWorkflowDataProxyAdditionalKeys,
	nodeTypes: INodeTypes,
): Promise<ICredentialDataDecryptedObject> {
	const workflow = new Workflow({ nodes: [], connections: {}, active: false, nodeTypes });
	const resolved = await withIsolate(workflow, async () =>
		workflow.expression.getComplexParameterValue(
			NO_NODE as INode,
			fields as never,
			mode,
			keys,
			undefined,
			undefined,
			fields,
		),
	);
	return resolved as ICredentialDataDecryptedObject;
}
