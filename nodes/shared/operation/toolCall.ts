import { createHash, randomUUID } from 'node:crypto';
import type { IExecuteFunctions } from 'n8n-workflow';
import { BoundedMap } from '../../../core/items/boundedMap';
import { engineClock } from '../request/wait';
import { memoryOf, REMEMBERED_MS } from './executionMemory';
import type { CallsOfOneInput } from './executionMemory';

/** How many inputs of tools without an execution are remembered: of those whose outcome is known the oldest go first. */
const MOST_REMEMBERED = 1000;

/** For tools behind an MCP trigger, which have no execution: the calls of this process, by their input. */
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
 * One call of a tool. n8n gives each attempt of a tool another run index, and each message of an MCP client an execution of its own, so
 * only the input tells which calls belong together: the first call with some input, the second, and so on. A call whose outcome is
 * unknown gives its number back, so that the next call with this input is another attempt of it. A retry of the execution counts anew.
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

/** Whether a model calls the node: n8n gives the tool that it makes of a node a type name of its own. */
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
