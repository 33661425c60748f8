import type { Comparison } from '../../../core/idempotency';
import { pathProblem } from '../../../core/http/url';
import type { ApiRequest } from '../client/service';
import { type Values, when } from '../fields/field';
import { FieldError } from '../errors/failure';
import { choice, type Label, optionInputs, requiredText } from '../fields/fields';
import { type Method, WRITING_METHODS } from './operation';
import { jsonObject } from '../fields/objects';

/** Returns the inputs of a custom API request, for endpoints without an operation. */
export function ownRequestFields(path: Label) {
	return {
		method: choice({
			displayName: 'Method',
			options: [
				{ name: 'DELETE', value: 'DELETE' },
				{ name: 'GET', value: 'GET' },
				{ name: 'PATCH', value: 'PATCH' },
				{ name: 'POST', value: 'POST' },
				{ name: 'PUT', value: 'PUT' },
			],
			default: 'GET',
			description: 'HTTP method of the request',
		}),
		path: requiredText({ ...path, everyPart: true }),
		body: when(
			{ method: WRITING_METHODS },
			jsonObject({ displayName: 'Body (JSON)', description: 'Request body as a JSON object' }),
		),
		options: optionInputs({
			query: jsonObject({
				displayName: 'Query Parameters (JSON)',
				description: 'Query parameters as a JSON object',
			}),
		}),
	};
}

/**
 * Builds the request from the inputs. Only a read may be retried, since the effect of other
 * requests is unknown.
 * @param example a path for the message, e.g. `/v1/products/42`
 * @throws FieldError for a path that could lead to another endpoint
 */
export function ownRequest(
	values: Values<ReturnType<typeof ownRequestFields>>,
	example: string,
): ApiRequest {
	const isRead = values.method === 'GET';
	return {
		method: values.method as Method,
		path: checkedPath(values.path, example),
		repeatable: isRead,
		mayBeEmpty: true,
		...(values.options.query ? { query: values.options.query } : {}),
		...(values.body && !isRead ? { body: values.body } : {}),
	};
}

/** Returns the comparisons of a request with an earlier attempt of it. */
export function ownRequestComparisons(
	values: Values<ReturnType<typeof ownRequestFields>>,
): Comparison[] {
	const { method, path, body, options } = values;
	return [
		{ label: 'Method', asked: method, path: [] },
		{ label: 'Path', asked: pathOf(path), path: [] },
		{ label: 'Query Parameters', asked: options.query ?? 'empty', path: [] },
		{ label: 'Body', asked: body ?? 'empty', path: [] },
	];
}

/** Returns a path as it is sent: without surrounding blanks, and with a leading slash. */
export function pathOf(text: string): string {
	return `/${text.trim().replace(/^\/+/, '')}`;
}

const SHOWN_CHARACTERS = 200;

/**
 * Checks a path, which may come from an expression: dots and encoded slashes could lead to another
 * endpoint.
 */
function checkedPath(text: string, example: string): string {
	const path = pathOf(text);
	const [beforeQuery = ''] = path.split(/[?#]/, 1);
	const isUnclear = pathProblem(beforeQuery) !== undefined || beforeQuery.endsWith('/');
	if (isUnclear || /[\\\s#]/.test(path)) {
		throw new FieldError(
			'Path',
			`must be a path such as ${example}, without dots, empty parts or blanks, got "${path.slice(0, SHOWN_CHARACTERS)}"`,
		);
	}
	return path;
}
