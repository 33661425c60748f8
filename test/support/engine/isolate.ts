import type { Workflow } from 'n8n-workflow';

/**
 * Works with a workflow's expressions as n8n does: newer versions evaluate them in an isolate, which
 * 2.0 does not have.
 */
export async function withIsolate<T>(workflow: Workflow, work: () => Promise<T>): Promise<T> {
	const expression: Partial<Pick<Workflow['expression'], 'acquireIsolate' | 'releaseIsolate'>> =
		workflow.expression;
	await expression.acquireIsolate?.();
	try {
		return await work();
	} finally {
		await expression.releaseIsolate?.();
	}
}
