import { createHash, randomUUID } from 'node:crypto';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { BoundedMap } from '../../../core/boundedMap';
import { engineClock } from '../client/scope';

/**
 * A key is remembered for 24 hours (kernelhost.md 6). Some minutes less, because a run takes its
 * time too.
 */
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
interface CallsOfOneInput {
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
	/**
	 * when the first one came, in milliseconds of this process's monotonic clock; no other process
	 * reads it
	 */
	at: number;
}

/**
 * What a node remembers over all attempts of an execution. It is plain data, because n8n stores it.
 */
interface ExecutionMemory {
	/** unique for the execution that first reached this node */
	seed: string;
	/**
	 * when each run of the node was first tried, by run index or a tool's input, as Unix time in
	 * milliseconds
	 */
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
 * What this node remembers of its execution. n8n keeps a node's context over Retry On Fail and
 * Wait, stores it with the failed execution, and hands it to each retry by the node's name
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

/** Some contexts of n8n have no execution, and throw. */
function storedContext(context: IExecuteFunctions): Partial<ExecutionMemory> | undefined {
	try {
		return context.getContext('node') as Partial<ExecutionMemory>;
	} catch {
		return undefined;
	}
}

/**
 * Execution IDs come again after a restored backup or a moved database, and tools behind an MCP
 * trigger have none. With the moment in which n8n began the execution, which it stores before the
 * first node runs, an ID names one execution only, also when n8n crashes and starts the same
 * execution again. Without both, chance does.
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

/**
 * How many inputs of tools without an execution are remembered: of those whose outcome is known the
 * oldest go first.
 */
const MOST_REMEMBERED = 1000;

/**
 * For tools behind an MCP trigger, which have no execution: the calls of this process, by their
 * input.
 */
const callsOfProcess = new BoundedMap<CallsInProcess>(MOST_REMEMBERED, isOpen);

interface CallsInProcess extends CallsOfOneInput {
	underWay: number;
}

/** A call that comes again must find its number, or it would be done twice. */
function isOpen(calls: CallsInProcess): boolean {
	return calls.underWay > 0 || (calls.open.length > 0 && isRemembered(calls));
}

function isRemembered({ at }: CallsInProcess): boolean {
	return engineClock.now() - at < REMEMBERED_MS;
}

/**
 * One call of a tool. n8n gives each attempt of a tool another run index, and each message of an
 * MCP client an execution of its own, so only the input tells which calls belong together: the
 * first call with some input, the second, and so on. A call whose outcome is unknown gives its
 * number back, so that the next call with this input is another attempt of it. A retry of the
 * execution counts anew.
 */
export class ToolCall {
	/** what was asked for */
	readonly input: string;
	/** unique for the execution; where there is none, for this input in this process */
	readonly seed: string;
	/** how many calls with this input were answered or are under way */
	readonly number: number;
	readonly hasExecution: boolean;
	private readonly calls: CallsOfOneInput;
	private readonly inProcess: CallsInProcess | undefined;

	/** @param operation e.g. `order.create` */
	constructor(
		context: IExecuteFunctions,
		operation: string,
		values: Readonly<Record<string, unknown>>,
	) {
		const asked = [context.getWorkflow().id, context.getNode().name, operation, values];
		this.input = createHash('sha256').update(JSON.stringify(asked), 'utf8').digest('hex');
		const executionId = context.getExecutionId() as string | undefined;
		this.hasExecution = executionId !== undefined;
		this.inProcess = executionId === undefined ? callsInProcess(this.input) : undefined;
		this.calls = this.inProcess ?? callsInExecution(context, String(executionId), this.input);
		this.seed = this.calls.seed;
		this.number = this.calls.open.shift() ?? this.calls.next++;
		if (this.inProcess) this.inProcess.underWay++;
	}

	/**
	 * The call has ended.
	 * @param isUnknown leaves it open for another attempt
	 */
	end(isUnknown: boolean): void {
		if (this.inProcess) this.inProcess.underWay--;
		if (isUnknown) this.calls.open.push(this.number);
	}

	/** What is remembered of a write without a key. */
	get unkeyed(): CallsOfOneInput['unkeyed'] {
		return this.calls.unkeyed;
	}
}

/**
 * Whether a model calls the node: n8n gives the tool that it makes of a node a type name of its
 * own.
 */
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
		// A retry of the execution begins at the agent: what it calls first is what it called first.
		Object.assign(calls, { attempt: executionId, next: 0, open: [] });
	}
	return calls;
}

function callsInProcess(input: string): CallsInProcess {
	const known = callsOfProcess.get(input);
	const calls =
		known && isRemembered(known) ? known : { ...newCalls(randomUUID(), ''), underWay: 0 };
	callsOfProcess.set(input, calls);
	return calls;
}

function newCalls(seed: string, attempt: string): CallsOfOneInput {
	return { seed, attempt, next: 0, open: [], unkeyed: {}, at: engineClock.now() };
}
