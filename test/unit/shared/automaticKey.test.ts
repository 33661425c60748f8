import * as fc from 'fast-check';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { automaticKeyOf } from '../../../nodes/shared/operation/idempotency';

/** One execution of n8n, as far as a node sees it. */
interface Execution {
	/** n8n's IDs can repeat: after a restored backup, in a clone, in another workflow */
	executionId: string | undefined;
	/** when n8n started it; undefined if n8n does not keep that */
	started: number | undefined;
	workflowId: string | undefined;
	/** what n8n stores of each node by its name; undefined if it stores nothing */
	contexts: Record<string, IDataObject> | undefined;
}

interface Write {
	node: { id: string; name: string };
	runIndex: number;
	itemIndex: number;
	operation: string;
}

/** What n8n gives a node in one attempt. A retry has its own ID, and the stored contexts. */
function contextOf(execution: Execution, { node, runIndex }: Write, attemptId?: string) {
	const { executionId, started, workflowId, contexts } = execution;
	const context = {
		getExecutionId: () => attemptId ?? executionId,
		getExecutionContext: () => (started === undefined ? undefined : { establishedAt: started }),
		getWorkflow: () => ({ id: workflowId }),
		getNode: () => ({ ...node, type: 'kernelHost', parameters: {} }),
		getWorkflowDataProxy: () => ({ $runIndex: runIndex }),
		getContext: () => {
			if (!contexts) throw new Error('`executionData` is not initialized');
			return (contexts[node.name] ??= {});
		},
	};
	return context as unknown as IExecuteFunctions;
}

const keyOf = (context: IExecuteFunctions, { itemIndex, operation }: Write) =>
	automaticKeyOf({ context, itemIndex, operation, call: undefined });

/** As n8n stores an execution and reads it again. */
const stored = ({ contexts, ...rest }: Execution): Execution => ({
	...rest,
	contexts: contexts && (JSON.parse(JSON.stringify(contexts)) as Record<string, IDataObject>),
});

const few = (...values: string[]) => fc.constantFrom(...values);
const write: fc.Arbitrary<Write> = fc.record({
	// Copied nodes have another name and the same fields; a copied workflow has the same node IDs.
	node: fc.record({ id: few('n1', 'n2'), name: few('Order', 'Order1') }),
	runIndex: fc.nat(2),
	itemIndex: fc.nat(2),
	operation: few('order.create', 'service.reboot'),
});
const facts = fc.record({
	executionId: fc.option(few('1', '2'), { nil: undefined }),
	isStartKnown: fc.boolean(),
	workflowId: fc.option(few('w1', 'w2'), { nil: undefined }),
	isStored: fc.boolean(),
});

type Facts = typeof facts extends fc.Arbitrary<infer F> ? F : never;

let clock = 0;
const executionOf = ({ executionId, isStartKnown, workflowId, isStored }: Facts): Execution => ({
	executionId,
	workflowId,
	// Two executions under one ID start one after the other: the second only exists because the first
	// is gone.
	started: isStartKnown ? ++clock : undefined,
	contexts: isStored ? {} : undefined,
});

/** What tells two writes of one execution apart for a user. */
const placeOf = ({ node, runIndex, itemIndex, operation }: Write) =>
	JSON.stringify([node.name, runIndex, itemIndex, operation]);

describe('the automatic key of a write', () => {
	it('never equals that of another execution’s write, whatever n8n’s IDs are', () => {
		fc.assert(
			fc.property(facts, facts, write, write, (factsA, factsB, a, b) => {
				const keyA = keyOf(contextOf(executionOf(factsA), a), a);
				const keyB = keyOf(contextOf(executionOf(factsB), b), b);
				expect(keyA).not.toBe(keyB);
			}),
			{ numRuns: 2000 },
		);
	});

	it('is the same for two writes of one execution only if they are one write', () => {
		fc.assert(
			fc.property(facts, write, write, (given, a, b) => {
				const execution = executionOf({ ...given, isStored: true });
				const isOne = placeOf(a) === placeOf(b);
				const keys = [a, b].map((one) => keyOf(contextOf(execution, one), one));
				expect(keys[0] === keys[1]).toBe(isOne);
			}),
			{ numRuns: 2000 },
		);
	});

	it('is the same in all attempts, including repeated retries and a replaced node', () => {
		const attempts = fc.array(
			fc.record({
				/** undefined: Retry On Fail, in the same execution */
				retryId: fc.option(few('1', '2', '3'), { nil: undefined }),
				nodeId: few('n1', 'n2', 'n3'),
			}),
			{ minLength: 1, maxLength: 6 },
		);
		fc.assert(
			fc.property(facts, write, attempts, (given, one, tries) => {
				let execution = executionOf({ ...given, isStored: true });
				const first = keyOf(contextOf(execution, one), one);
				for (const { retryId, nodeId } of tries) {
					if (retryId !== undefined) execution = stored(execution);
					const again = { ...one, node: { ...one.node, id: nodeId } };
					expect(keyOf(contextOf(execution, again, retryId), again)).toBe(first);
				}
			}),
			{ numRuns: 2000 },
		);
	});

	it('is the same when n8n restarts a stored execution that stopped early', () => {
		fc.assert(
			fc.property(facts, write, (given, one) => {
				const started = executionOf({ ...given, isStored: true, isStartKnown: true });
				fc.pre(started.executionId !== undefined);
				const untouched = stored(started);
				const first = keyOf(contextOf(started, one), one);
				expect(keyOf(contextOf(untouched, one), one)).toBe(first);
			}),
		);
	});

	it('is unique for each call if n8n stores nothing and gives no ID', () => {
		fc.assert(
			fc.property(write, (one) => {
				const execution = executionOf({
					executionId: undefined,
					isStartKnown: false,
					workflowId: undefined,
					isStored: false,
				});
				const calls = [1, 2, 3].map(() => keyOf(contextOf(execution, one), one));
				expect(new Set(calls).size).toBe(3);
			}),
		);
	});

	it('is the same for all items of one call if n8n stores nothing', () => {
		const one: Write = {
			node: { id: 'n', name: 'Order' },
			runIndex: 0,
			itemIndex: 0,
			operation: 'order.create',
		};
		const execution = executionOf({
			executionId: undefined,
			isStartKnown: false,
			workflowId: undefined,
			isStored: false,
		});
		const context = contextOf(execution, one);
		expect(keyOf(context, one)).toBe(keyOf(context, one));
	});
});
