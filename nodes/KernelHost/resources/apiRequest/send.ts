import { isDotSegment } from '../../../../core/http/path';
import { FieldError, when } from '../../../shared/field';
import { choice, requiredText } from '../../../shared/fields';
import type { Method } from '../../../shared/operation';
import { operation } from '../../../shared/operation';
import { resultsOf } from '../../../shared/results';
import { jsonObject } from '../../../shared/structuredFields';

const method = choice({
	displayName: 'Method',
	options: [
		{ name: 'DELETE', value: 'DELETE' },
		{ name: 'GET', value: 'GET' },
		{ name: 'PATCH', value: 'PATCH' },
		{ name: 'POST', value: 'POST' },
		{ name: 'PUT', value: 'PUT' },
	],
	default: 'GET',
	description: 'The HTTP method of the request',
});

/** For what the vendor adds later. It signs any request below the API root, and nothing outside it. */
export const send = operation({
	name: 'Send',
	action: 'Send API request',
	description: 'Send a signed request of your own, for what this node has no operation for',
	endpoint: 'ANY /*',
	idempotent: true,
	// Whether the endpoint honours the key is not known, as the endpoint is the user's own choice.
	repeatable: false,
	fields: {
		method,
		path: requiredText({
			displayName: 'Path',
			description: 'The path below the API root, as the reference of the API names it',
			placeholder: 'e.g. /v1/products/42',
		}),
		query: jsonObject({
			displayName: 'Query Parameters (JSON)',
			description: 'Query parameters as a JSON object',
		}),
		body: when(
			{ method: ['DELETE', 'PATCH', 'POST', 'PUT'] },
			jsonObject({ displayName: 'Body (JSON)', description: 'The body as a JSON object' }),
		),
	},
	run: async ({ values, api, key }) => {
		const isRead = values.method === 'GET';
		const answer = await api.send({
			method: values.method as Method,
			path: checkedPath(values.path),
			repeatable: isRead,
			...(values.query ? { query: values.query } : {}),
			...(values.body && !isRead ? { body: values.body } : {}),
			...(key === undefined || isRead ? {} : { headers: { 'Idempotency-Key': key } }),
		});
		return resultsOf(answer);
	},
});

/** A path may come from an expression: dot segments would lead it to another endpoint than the one it names. */
function checkedPath(text: string): string {
	const path = `/${text.trim().replace(/^\/+/, '')}`;
	const segments = (path.split(/[?#]/)[0] ?? '').split('/').slice(1);
	const isLost = segments.some(isDotSegment);
	if (isLost || segments.includes('') || /[\\\s#]/.test(path)) {
		throw new FieldError(
			'Path',
			`must be a path such as /v1/products/42, without dots, empty parts or blanks, and is "${path}"`,
		);
	}
	return path;
}
