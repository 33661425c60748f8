import { ExecuteContext, loadOutputSchema } from 'n8n-core';
import * as workflow from 'n8n-workflow';

const cause = new Error('the reason');
const { NodeApiError } = workflow;

/**
 * Tests that only some versions of n8n can run. In the others they do not exist, so that no test is
 * counted that did not run.
 */
export function onlyWhere<T extends jest.It | jest.Describe>(applies: boolean, define: T): T {
	const nothing = Object.assign(() => undefined, { each: () => () => undefined });
	return applies ? define : (nothing as unknown as T);
}

/** Whether n8n leaves this expression in an input that takes none. */
function leaves(expression: string): boolean {
	const input = { displayName: 'Fixed', name: 'fixed', type: 'string', default: '' } as const;
	const inputs = [{ ...input, noDataExpression: true }];
	const written = { fixed: expression };
	const { getNodeParameters } = workflow.NodeHelpers;
	return getNodeParameters(inputs, written, true, false, null, null)?.fixed === expression;
}

/** What the tested version of n8n does, where the versions differ (docs/compatibility.md). */
export const N8N = {
	/** 2.34 and later: n8n's error for a failed request keeps what the connection or credential threw. */
	keepsCause: new NodeApiError({} as workflow.INode, cause as never).cause === cause,
	/** 2.20 and later: the time at which an execution began is stored before its first node runs. */
	storesStart: 'isNodeFeatureEnabled' in ExecuteContext.prototype,
	/** 2.33 and later: the editor shows the fields of items before a node has run. */
	showsSchemas: typeof loadOutputSchema === 'function',
	/** 2.0, and 2.33 and later: `$fromAI()` stays an expression in an input that takes none. */
	passesFromAi: leaves("={{ $fromAI('name') }}"),
	/** 2.0: so does any other; everywhere else it becomes text. */
	passesExpressions: leaves('={{ 1 }}'),
};
