import type { IExecuteFunctions } from 'n8n-workflow';
import { REMEMBERED_MS } from '../operation/idempotency';
import { fingerprint, memoryOf } from '../operation/executionMemory';
import type { ExecutionMemory } from '../operation/executionMemory';

/** How many tool calls without an execution are remembered: the oldest go first. */
const MOST_REMEMBERED = 1000;

type CallMemory = Pick<ExecutionMemory, 'openCalls' | 'unkeyed'>;

/** For tools behind an MCP trigger, which have no execution: what this process remembers of calls whose outcome is unknown. */
const processMemory: CallMemory = { openCalls: {}, unkeyed: {} };

/** What is remembered of the calls of a tool: with its execution, or where there is none in this process. */
export function callMemory(context: IExecuteFunctions): CallMemory {
	const executionId = context.getExecutionId() as string | undefined;
	if (executionId !== undefined) return memoryOf(context);
	for (const records of Object.values(processMemory)) {
		for (const content of Object.keys(records).slice(0, -MOST_REMEMBERED)) delete records[content];
	}
	return processMemory;
}

/**
 * The calls of a tool whose outcome is unknown. A model or MCP client that calls again with the same input means the same write, and gets
 * the key of its first attempt. A call that was answered is over: the same input again is another write.
 */
export class OpenCalls {
	private readonly content: string;

	constructor(
		private readonly context: IExecuteFunctions,
		operation: string,
		values: Readonly<Record<string, unknown>>,
	) {
		this.content = fingerprint(context, operation, values);
	}

	/** The key of an earlier call with the same input whose outcome is unknown. Each call takes one. */
	take(): string | undefined {
		const { openCalls } = callMemory(this.context);
		const now = Date.now();
		const [first, ...rest] = (openCalls[this.content] ?? []).filter(
			({ at }) => now - at < REMEMBERED_MS,
		);
		if (rest.length > 0) openCalls[this.content] = rest;
		else delete openCalls[this.content];
		return first?.key;
	}

	/** Notes that the outcome of a call is unknown. */
	leave(key: string): void {
		const { openCalls } = callMemory(this.context);
		(openCalls[this.content] ??= []).push({ key, at: Date.now() });
	}
}
