import { createHash, randomUUID } from 'node:crypto';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

/** How a write under a key ended that may be tried again under the same key. */
export type Ending = 'unknown' | 'unpaid';

/** What one write without a key came to. */
export interface UnkeyedRecord {
	/** `unknown` from the moment it is sent until its outcome is certain */
	state: 'unknown' | 'done';
	/** how the attempt ended that left the outcome open */
	because?: string;
	/** the result of the first time */
	items?: IDataObject[];
	/** what was asked for, by label */
	asked?: Record<string, string>;
	/** Unix time in milliseconds */
	at: number;
}

/** A tool call whose outcome is unknown, and the key that it had. */
interface OpenCall {
	key: string;
	/** Unix time in milliseconds */
	at: number;
}

/** What a node remembers over all attempts of an execution. It is plain data, because n8n stores it. */
export interface ExecutionMemory {
	/** unique for the execution that first reached this node */
	seed: string;
	/** when each run of the node was first tried, by run index, as Unix time in milliseconds */
	firstTries: Record<string, number>;
	/** by key */
	endings: Record<string, Ending>;
	/** by run, item and operation; a tool's by what it was asked for */
	unkeyed: Record<string, UnkeyedRecord>;
	/** by what the tool was asked for */
	openCalls: Record<string, OpenCall[]>;
}

/** Where n8n keeps nothing, what is remembered lives as long as the call. */
const unstored = new WeakMap<object, ExecutionMemory>();

/**
 * What this node remembers of its execution. n8n keeps a node's context over Retry On Fail and Wait, stores it with the failed
 * execution, and hands it to each retry by the node's name (n8n.md section 3).
 */
export function memoryOf(context: IExecuteFunctions): ExecutionMemory {
	const stored = storedContext(context);
	const memory = stored ?? unstored.get(context) ?? {};
	const complete = Object.assign(memory, {
		seed: memory.seed ?? newSeed(context),
		firstTries: memory.firstTries ?? {},
		endings: memory.endings ?? {},
		unkeyed: memory.unkeyed ?? {},
		openCalls: memory.openCalls ?? {},
	}) as unknown as ExecutionMemory;
	if (!stored) unstored.set(context, complete);
	return complete;
}

/** Some contexts of n8n have no execution, and throw. */
function storedContext(context: IExecuteFunctions): Partial<ExecutionMemory> | undefined {
	try {
		return context.getContext('node') as Partial<ExecutionMemory>;
	} catch {
		return undefined;
	}
}

/**
 * Execution IDs come again after a restored backup or a moved database, and tools behind an MCP trigger have none. With the moment in
 * which n8n began the execution, which it stores before the first node runs, an ID names one execution only, also when n8n crashes and
 * starts the same execution again. Without both, chance does.
 */
function newSeed(context: IExecuteFunctions): string {
	const executionId = context.getExecutionId() as string | undefined;
	const begun = context.getExecutionContext?.()?.establishedAt;
	return executionId && begun ? `${executionId}@${begun}` : randomUUID();
}

/** How many times the node has run in this execution before. */
export function runIndexOf(context: IExecuteFunctions, itemIndex: number): number {
	return Number(context.getWorkflowDataProxy(itemIndex).$runIndex);
}

/** Whether a model calls the node: n8n gives the tool that it makes of a node a type name of its own. */
export function isToolCall(context: IExecuteFunctions): boolean {
	return context.getNode().type.endsWith('Tool');
}

/**
 * What a tool was asked for. n8n gives each attempt of a tool another run index, and each message of an MCP client an execution
 * data of its own, so only the content tells that a call is the next attempt of an earlier one.
 */
export function fingerprint(
	context: IExecuteFunctions,
	operation: string,
	values: Readonly<Record<string, unknown>>,
): string {
	const { id } = context.getWorkflow();
	const asked = JSON.stringify([id, context.getNode().name, operation, values]);
	return createHash('sha256').update(asked, 'utf8').digest('hex');
}
