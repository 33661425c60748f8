import { hash, randomUUID } from 'node:crypto';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { BoundedMap } from '../../../core/boundedMap';
import { engineClock } from '../client/scope';

/**
 * The service remembers a key for 24 hours (kernelhost.md 6). Some minutes less, because a run
 * takes time too.
 */
export const REMEMBERED_MS = 24 * 3_600_000 - 15 * 60_000;

/** The outcome of a keyed write that may be retried with the same key. */
export type Ending = 'unknown' | 'unpaid';

/** The record of one write without a key. */
export interface UnkeyedRecord {
	/** `unknown` from sending until the outcome is certain */
	state: 'unknown' | 'done';
	/** the failure that left the outcome open */
	because?: string;
	/** the result of the first attempt */
	items?: IDataObject[];
	/** the requested values, by label */
	asked?: Record<string, string>;
}

/** The calls of a tool with the same input. */
interface CallsOfOneInput {
	/** the seed of their keys */
	seed: string;
	/** the execution in which they were counted: a retry has its own ID */
	attempt: string;
	/** the number of the next call */
	next: number;
	/** numbers of calls whose outcome is unknown */
	open: number[];
	/** of writes without a key, by the number of the call */
	unkeyed: Record<string, UnkeyedRecord>;
	/**
	 * time of the first call, in milliseconds of this process's monotonic clock; no other process
	 * reads it
	 */
	at: number;
}

/**
 * The state that a node keeps over all attempts of an execution. It is plain data, because n8n
 * stores it.
 */
interface ExecutionMemory {
	/** unique for the execution that first reached this node */
	seed: string;
	/**
	 * time of each run's first attempt, by run index or a tool's input, as Unix time in milliseconds
	 */
	firstTries: Record<string, number>;
	/** by key */
	endings: Record<string, Ending>;
	/** by run, item and operation */
	unkeyed: Record<string, UnkeyedRecord>;
	/** of a tool, by its input */
	calls: Record<string, CallsOfOneInput>;
}

/** Where n8n stores nothing, the state lives as long as the call. */
const unstored = new WeakMap<object, ExecutionMemory>();

/**
 * Returns the node's state in its execution. n8n keeps a node's context over Retry On Fail and
 * Wait, stores it with the failed execution, and restores it for each retry by the node's name
 * (n8n.md 3).
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

/** Returns the stored context, if any: some n8n contexts have no execution and throw. */
function storedContext(context: IExecuteFunctions): Partial<ExecutionMemory> | undefined {
	try {
		return context.getContext('node') as Partial<ExecutionMemory>;
	} catch {
		return undefined;
	}
}

/**
 * Returns a new seed. Execution IDs recur after a restored backup or a moved database, and tools
 * behind an MCP trigger have none. Together with the start time, which n8n stores before the first
 * node runs, an ID identifies one execution, even when n8n crashes and starts it again. Without
 * both, the seed is random.
 */
function newSeed(context: IExecuteFunctions): string {
	const executionId = context.getExecutionId() as string | undefined;
	const startedAt = context.getExecutionContext?.()?.establishedAt;
	return executionId && startedAt ? `${executionId}@${startedAt}` : randomUUID();
}

/**
 * Sets the seed where n8n does not store the start time: up to 2.19, when n8n 1.x may run a stalled
 * job again in queue mode (n8n.md 8). The first item that n8n stored to start the execution with
 * takes its place. `isNodeFeatureEnabled` is in every context from 2.20 on.
 */
export async function prepareSeed(context: IExecuteFunctions): Promise<void> {
	const executionId = context.getExecutionId() as string | undefined;
	const memory = storedContext(context);
	const storesStart = 'isNodeFeatureEnabled' in (context as object);
	if (storesStart || !executionId || !memory || memory.seed) return;
	const stored = await context.getExecutionDataById(executionId);
	if (!stored) return;
	const items = stored.executionData?.nodeExecutionStack[0]?.data.main?.[0];
	memory.seed = `${executionId}#${hash('sha256', JSON.stringify(items?.[0]?.json ?? {}))}`;
}

/** Returns how often the node has already run in this execution. */
export function runIndexOf(context: IExecuteFunctions, itemIndex: number): number {
	return Number(context.getWorkflowDataProxy(itemIndex).$runIndex);
}

/**
 * The number of tool inputs without an execution to remember: the oldest with a known outcome are
 * dropped first.
 */
const MOST_REMEMBERED = 1000;

/** The calls of this process by input, for tools behind an MCP trigger, which have no execution. */
const callsOfProcess = new BoundedMap<CallsInProcess>(MOST_REMEMBERED, isOpen);

interface CallsInProcess extends CallsOfOneInput {
	inFlight: number;
}

/**
 * Whether a call's outcome is open: its next attempt must find its number, or it would be executed
 * twice.
 */
function isOpen(calls: CallsInProcess): boolean {
	return calls.inFlight > 0 || (calls.open.length > 0 && isRemembered(calls));
}

function isRemembered({ at }: CallsInProcess): boolean {
	return engineClock.now() - at < REMEMBERED_MS;
}

/**
 * One call of a tool. n8n gives each attempt of a tool another run index, and each message of an
 * MCP client its own execution. So calls are matched by their input: the first call with an input,
 * the second, and so on. A call whose outcome is unknown releases its number, so that the next call
 * with this input is another attempt of it. A retry of the execution counts from the start.
 */
export class ToolCall {
	/** the tool's input */
	readonly input: string;
	/** unique for the execution; where there is none, for this input in this process */
	readonly seed: string;
	/** how many calls with this input were answered or are in progress */
	readonly number: number;
	readonly hasExecution: boolean;
	/** whether it is another attempt of a call whose outcome is unknown */
	readonly isAnotherAttempt: boolean;
	private readonly calls: CallsOfOneInput;
	private readonly inProcess: CallsInProcess | undefined;

	/** @param operation e.g. `order.create` */
	constructor(
		context: IExecuteFunctions,
		operation: string,
		values: Readonly<Record<string, unknown>>,
	) {
		const identity = [context.getWorkflow().id, context.getNode().name, operation, values];
		this.input = hash('sha256', JSON.stringify(identity));
		const executionId = context.getExecutionId() as string | undefined;
		this.hasExecution = executionId !== undefined;
		this.inProcess = executionId === undefined ? callsInProcess(this.input) : undefined;
		this.calls = this.inProcess ?? callsInExecution(context, String(executionId), this.input);
		this.seed = this.calls.seed;
		this.isAnotherAttempt = this.calls.open.length > 0;
		this.number = this.calls.open.shift() ?? this.calls.next++;
		if (this.inProcess) this.inProcess.inFlight++;
	}

	/**
	 * Records the end of the call.
	 * @param isUnknown keeps it open for another attempt
	 */
	end(isUnknown: boolean): void {
		if (this.inProcess) this.inProcess.inFlight--;
		if (isUnknown) this.calls.open.push(this.number);
	}

	/** Returns the records of writes without a key. */
	get unkeyed(): CallsOfOneInput['unkeyed'] {
		return this.calls.unkeyed;
	}
}

/** Whether a model calls the node: n8n's tool version of a node has its own type name. */
export function isToolCall(context: IExecuteFunctions): boolean {
	return context.getNode().type.endsWith('Tool');
}

function callsInExecution(
	context: IExecuteFunctions,
	executionId: string,
	input: string,
): CallsOfOneInput {
	const memory = memoryOf(context);
	const calls = (memory.calls[input] ??= newCalls(memory.seed, executionId));
	if (calls.attempt !== executionId) {
		// A retry of the execution starts at the agent, whose first call is again the first one.
		Object.assign(calls, { attempt: executionId, next: 0, open: [] });
	}
	return calls;
}

function callsInProcess(input: string): CallsInProcess {
	const known = callsOfProcess.get(input);
	const calls =
		known && isRemembered(known) ? known : { ...newCalls(randomUUID(), ''), inFlight: 0 };
	callsOfProcess.set(input, calls);
	return calls;
}

function newCalls(seed: string, attempt: string): CallsOfOneInput {
	return { seed, attempt, next: 0, open: [], unkeyed: {}, at: engineClock.now() };
}
