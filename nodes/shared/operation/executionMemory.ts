import { randomUUID } from 'node:crypto';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

/** A key is remembered for 24 hours (kernelhost.md section 6). Some minutes less, because a run takes its time too. */
export const REMEMBERED_MS = 24 * 3_600_000 - 15 * 60_000;

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
}

/** The calls of a tool with one input. */
export interface CallsOfOneInput {
	/** what their keys are made of */
	seed: string;
	/** the execution in which they were counted: a retry has an ID of its own */
	attempt: string;
	/** the number of the next call */
	next: number;
	/** numbers of calls whose outcome is unknown */
	open: number[];
	/** of writes without a key, by the number of the call */
	unkeyed: Record<string, UnkeyedRecord>;
	/** when the first one came, in milliseconds of this process's monotonic clock; no other process reads it */
	at: number;
}

/** What a node remembers over all attempts of an execution. It is plain data, because n8n stores it. */
export interface ExecutionMemory {
	/** unique for the execution that first reached this node */
	seed: string;
	/** when each run of the node was first tried, by run index or a tool's input, as Unix time in milliseconds */
	firstTries: Record<string, number>;
	/** by key */
	endings: Record<string, Ending>;
	/** by run, item and operation */
	unkeyed: Record<string, UnkeyedRecord>;
	/** of a tool, by its input */
	calls: Record<string, CallsOfOneInput>;
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
		calls: memory.calls ?? {},
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
