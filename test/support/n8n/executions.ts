import type { IDataObject, INodeExecutionData, IRunExecutionData } from 'n8n-workflow';
import type { N8nClient } from './n8nClient';
import type { ExecutionSummary } from './n8nTypes';
import { waitFor, type WaitOptions } from './waitFor';

/** An execution that has ended, and what each of its nodes did. */
export interface Execution {
	summary: ExecutionSummary;
	data: IRunExecutionData;
}

/** The executions of a workflow that have ended so far, oldest first. */
export async function endedExecutions(client: N8nClient, workflowId: string): Promise<Execution[]> {
	const summaries = await client.executions(workflowId);
	const ended = summaries.filter(hasEnded);
	return await Promise.all(
		ended.map(async (summary) => ({ summary, data: await client.executionData(summary.id) })),
	);
}

/** Waits until one execution of a workflow has ended, successfully or not. */
export async function executionEnd(
	client: N8nClient,
	workflowId: string,
	executionId: string,
	options?: WaitOptions,
): Promise<Execution> {
	const ended = async () =>
		(await client.executions(workflowId)).find(
			(execution) => execution.id === executionId && hasEnded(execution),
		);
	const summary = await waitFor(`execution ${executionId} to end`, ended, options);
	return { summary, data: await client.executionData(executionId) };
}

/**
 * Waits until the next execution of a workflow has begun and ended, successfully or not.
 * @param earlier how many there were before
 */
export async function nextExecutionEnd(
	client: N8nClient,
	workflowId: string,
	earlier: number,
): Promise<Execution> {
	const begun = async () => (await client.executions(workflowId))[earlier];
	const { id } = await waitFor('the execution to begin', begun);
	return await executionEnd(client, workflowId, id);
}

/** n8n's statuses of executions that have ended. */
export const ENDED = ['success', 'error', 'crashed', 'canceled'];

/**
 * Uses the status, not `stoppedAt`: n8n sets that when an execution begins to wait, and keeps it
 * while it continues.
 */
function hasEnded({ status }: ExecutionSummary): boolean {
	return ENDED.includes(status);
}

export function ranNode(data: IRunExecutionData, node: string): boolean {
	return data.resultData.runData[node] !== undefined;
}

/**
 * The items of a node's output, of all its runs.
 * @param output the index of the node's output
 */
export function itemsOf(data: IRunExecutionData, node: string, output = 0): INodeExecutionData[] {
	const runs = data.resultData.runData[node] ?? [];
	return runs.flatMap((run) => run.data?.main?.[output] ?? []);
}

/** The first item of a node's output. */
export function outputOf(data: IRunExecutionData, node: string): IDataObject | undefined {
	return itemsOf(data, node)[0]?.json;
}
