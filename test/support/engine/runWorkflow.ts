import { parse, stringify } from 'flatted';
import { WorkflowExecute } from 'n8n-core';
import {
	type ExecutionError,
	type ExecutionStatus,
	type IConnections,
	type IExecutionContext,
	type INode,
	type INodeExecutionData,
	type IRunData,
	type IRunExecutionData,
	Workflow,
	type WorkflowExecuteMode,
} from 'n8n-workflow';
import { additionalDataFor } from './additionalData';
import { type CredentialData, CredentialStore } from './credentialStore';
import { expectEntries } from './errorEntries';
import { type InstalledPackages, installedPackages } from './installedPackages';
import { runExecutionData } from './runExecutionData';

export interface WorkflowDefinition {
	id: string;
	nodes: INode[];
	connections: IConnections;
}

export interface WorkflowRun {
	workflow: WorkflowDefinition;
	/** The trigger that starts the execution, and its items. */
	startNode: string;
	items: INodeExecutionData[];
	credentials?: CredentialData | CredentialStore;
	/** Default `trigger`: a production execution. */
	mode?: WorkflowExecuteMode;
	/** Default: a new one for each run. The same one again is a run repeated after a crash. */
	executionId?: string;
	/** n8n gives the node no execution ID, as when an MCP Server Trigger calls a tool. */
	withoutExecutionId?: boolean;
	/** What n8n stored of the execution before it began; default: it begins now. */
	runtimeData?: IExecutionContext;
	packages?: InstalledPackages;
	/** Cancels the execution, as "Stop" in the list of executions does. */
	cancel?: AbortSignal;
}

/** An execution that ended, with all that n8n would have stored of it. */
export interface Execution {
	/** Empty if n8n gave the node none. */
	executionId: string;
	status: ExecutionStatus;
	error: ExecutionError | undefined;
	/** By node name, one entry for each run of the node. */
	runData: IRunData;
	data: IRunExecutionData;
	workflow: WorkflowDefinition;
	credentialStore: CredentialStore;
	packages: InstalledPackages;
}

let lastExecutionId = 1000;

/** A new execution id, as n8n's database would assign it. */
export function nextExecutionId(): string {
	return String(++lastExecutionId);
}

/**
 * What n8n stored of an execution before its first node ran. After a crash it starts with the same
 * again.
 */
export const STORED: Required<Pick<WorkflowRun, 'executionId' | 'runtimeData'>> = {
	executionId: '77',
	runtimeData: { version: 1, establishedAt: Date.UTC(2026, 0, 1), source: 'trigger' },
};

/** Runs a workflow on n8n-core's own engine, from its trigger to its end. */
export async function runWorkflow(run: WorkflowRun): Promise<Execution> {
	const start = run.workflow.nodes.find(({ name }) => name === run.startNode);
	if (!start) throw new Error(`The workflow has no node "${run.startNode}"`);
	return await execute({
		workflow: run.workflow,
		credentialStore: await CredentialStore.of(run.credentials),
		packages: run.packages ?? (await installedPackages()),
		mode: run.mode ?? 'trigger',
		executionId: run.withoutExecutionId ? undefined : (run.executionId ?? nextExecutionId()),
		...(run.cancel ? { cancel: run.cancel } : {}),
		data: runExecutionData({
			executionData: {
				nodeExecutionStack: [{ node: start, data: { main: [run.items] }, source: null }],
				...(run.runtimeData ? { runtimeData: structuredClone(run.runtimeData) } : {}),
			},
		}),
	});
}

/**
 * The editor's "Retry execution": mirrors execution.service.js :: retry of the package `n8n`. The
 * run data comes from the database (n8n stores it with flatted), the error and the failed run are
 * removed, and the same stack runs under a new id.
 * @param currentWorkflow "Retry with currently saved workflow" instead of "with original workflow"
 */
export async function retryExecution(
	failed: Execution,
	currentWorkflow?: WorkflowDefinition,
): Promise<Execution> {
	const data = parse(stringify(failed.data)) as IRunExecutionData;
	const { lastNodeExecuted, runData } = data.resultData;
	if (lastNodeExecuted) {
		delete data.resultData.error;
		const runs = runData[lastNodeExecuted];
		if (runs?.at(-1)?.error !== undefined) runs.pop();
	}
	const workflow = currentWorkflow ?? (parse(stringify(failed.workflow)) as WorkflowDefinition);
	if (currentWorkflow) {
		for (const entry of data.executionData?.nodeExecutionStack ?? []) {
			const node = currentWorkflow.nodes.find(({ name }) => name === entry.node.name);
			if (!node) throw new Error(`Could not find the node "${entry.node.name}" in workflow`);
			entry.node = node;
		}
	}
	const { credentialStore, packages } = failed;
	return await execute({
		workflow,
		credentialStore,
		packages,
		mode: 'retry',
		executionId: nextExecutionId(),
		retryOf: failed.executionId,
		data,
	});
}

function ourNodes({ nodes }: WorkflowDefinition): ReadonlySet<string> {
	const ours = nodes.filter(({ type }) => type.startsWith('n8n-nodes-kernelhost-killb.'));
	return new Set(ours.map(({ name }) => name));
}

interface PreparedExecution {
	workflow: WorkflowDefinition;
	credentialStore: CredentialStore;
	packages: InstalledPackages;
	mode: WorkflowExecuteMode;
	executionId: string | undefined;
	retryOf?: string;
	cancel?: AbortSignal;
	data: IRunExecutionData;
}

async function execute(prepared: PreparedExecution): Promise<Execution> {
	const { workflow, credentialStore, packages, mode, executionId, retryOf, cancel } = prepared;
	const additionalData = additionalDataFor({
		packages,
		store: credentialStore,
		mode,
		executionId,
		retryOf,
		workflow,
	});
	// In n8n's database the execution is as it began.
	const begun = structuredClone(prepared.data);
	additionalData.getRunExecutionData = async () => begun;
	const instance = new Workflow({
		...workflow,
		name: 'Test',
		active: true,
		nodeTypes: packages,
		settings: { executionOrder: 'v1' },
	});
	const engine = new WorkflowExecute(additionalData, mode, prepared.data);
	const running = engine.processRunExecutionData(instance);
	cancel?.addEventListener('abort', () => running.cancel(), { once: true });
	const { data, status } = await running;
	const { error, runData } = data.resultData;
	expectEntries(runData, ourNodes(workflow));
	const ended = { status, error, runData, data, workflow, credentialStore, packages };
	return { executionId: executionId ?? '', ...ended };
}
