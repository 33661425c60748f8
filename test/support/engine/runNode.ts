import type {
	IBinaryKeyData,
	IDataObject,
	IExecutionContext,
	INode,
	INodeExecutionData,
	INodeParameters,
	NodeHint,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { type CredentialData, CredentialStore } from './credentialStore';
import { type InstalledPackages, installedPackages } from './installedPackages';
import {
	type Execution,
	retryExecution,
	runWorkflow,
	type WorkflowDefinition,
} from './runWorkflow';

export interface NodeRun {
	/** `kernelHost`, or with the package name before it. */
	type: string;
	parameters?: INodeParameters;
	/** The json of each input item. Default: one empty item, as from a manual trigger. */
	items?: IDataObject[];
	/** The files of every input item, by the name of their field. */
	files?: IBinaryKeyData;
	/**
	 * Fields by credential type; or the store of an earlier run, to continue with its stored values.
	 */
	credentials?: CredentialData | CredentialStore;
	/**
	 * Settings of the node: onError, retryOnFail, maxTries, waitBetweenTries, typeVersion, id, ...
	 */
	node?: Partial<INode>;
	mode?: WorkflowExecuteMode;
	executionId?: string;
	/** n8n gives the node no execution ID, as when an MCP Server Trigger calls a tool. */
	withoutExecutionId?: boolean;
	/** What n8n stored of the execution before it began; default: it begins now. */
	runtimeData?: IExecutionContext;
	workflowId?: string;
	packages?: InstalledPackages;
	/** Cancels the execution, as "Stop" in the list of executions does. */
	cancel?: AbortSignal;
}

export interface NodeResult extends Execution {
	/** The items of the first output in the node's last run; none if it failed. */
	items: INodeExecutionData[];
	/** All outputs of the last run. */
	outputs: INodeExecutionData[][];
	hints: NodeHint[];
	/**
	 * The editor's "Retry execution" of this one: with the original workflow, or the currently saved
	 * one.
	 */
	retry(currentWorkflow?: WorkflowDefinition): Promise<NodeResult>;
}

/** The name of the node under test in the workflow; the one before it is called `Start`. */
export const NODE_NAME = 'Node under test';

/** Runs one node on n8n-core's engine, behind a trigger that passes it the items. */
export async function runNode(run: NodeRun): Promise<NodeResult> {
	const packages = run.packages ?? (await installedPackages());
	const credentialStore = await CredentialStore.of(run.credentials);
	const start = nodeOf(packages, { name: 'Start', type: 'start' });
	const node = nodeOf(packages, {
		id: '7c1f0f3e-4a55-4a3e-9d0b-3a1f7a1f0001',
		...run.node,
		name: NODE_NAME,
		type: run.type,
		parameters: run.parameters ?? {},
		credentials: credentialStore.references(),
	});
	const execution = await runWorkflow({
		workflow: {
			id: run.workflowId ?? 'workflow-under-test',
			nodes: [start, node],
			connections: { Start: { main: [[{ node: NODE_NAME, type: 'main', index: 0 }]] } },
		},
		startNode: 'Start',
		items: (run.items ?? [{}]).map((json) => ({
			json,
			...(run.files ? { binary: run.files } : {}),
		})),
		credentials: credentialStore,
		packages,
		...(run.mode ? { mode: run.mode } : {}),
		...(run.executionId ? { executionId: run.executionId } : {}),
		...(run.withoutExecutionId ? { withoutExecutionId: true } : {}),
		...(run.runtimeData ? { runtimeData: run.runtimeData } : {}),
		...(run.cancel ? { cancel: run.cancel } : {}),
	});
	return resultOf(execution);
}

function resultOf(execution: Execution): NodeResult {
	const lastRun = execution.runData[NODE_NAME]?.at(-1);
	const outputs = (lastRun?.data?.main ?? []).map((items) => items ?? []);
	return {
		...execution,
		outputs,
		items: outputs[0] ?? [],
		hints: lastRun?.hints ?? [],
		retry: async (currentWorkflow) => resultOf(await retryExecution(execution, currentWorkflow)),
	};
}

/**
 * Creates a complete node of a workflow: full type name, newest version, overridden by the given
 * fields.
 */
export function nodeOf(
	packages: InstalledPackages,
	fields: Partial<INode> & Pick<INode, 'name' | 'type'>,
): INode {
	const type = packages.fullTypeName(fields.type);
	const { version } = packages.getByName(type).description;
	return {
		id: fields.name,
		typeVersion: Array.isArray(version) ? Math.max(...version) : version,
		position: [0, 0],
		parameters: {},
		...fields,
		type,
	};
}
