import { buildPath } from '../../../core/http/path';
import type { Answer, ApiRequest } from '../request/client';
import type { Method, Operation, Results } from '../operation/operation';
import { resultsOf } from '../operation/results';

/** The one request of a plain operation. */
export function buildRequest(operation: Operation, values: Record<string, unknown>): ApiRequest {
	const [method, template] = operation.endpoint.split(' ') as [Method, string];
	const query = operation.query?.(values);
	const body = operation.body?.(values);
	const { advice, mayBeEmpty, creates } = operation;
	return {
		method,
		path: buildPath(template, values),
		repeatable: operation.repeatable,
		...(query ? { query } : {}),
		...(body ? { body } : {}),
		...(advice ? { advice } : {}),
		...(mayBeEmpty ? { mayBeEmpty } : {}),
		...(creates ? { creates } : {}),
	};
}

/** What the answer of a plain operation becomes. */
export function resultsIn(
	operation: Operation,
	answer: Answer,
	values: Record<string, unknown>,
): Results {
	return operation.results ? operation.results(answer, values) : resultsOf(answer);
}
