import * as fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { pathProblem } from '../../../core/http/url';

/** A request in the terms that both of n8n's helpers share. */
export interface HostileRequest {
	method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
	/** Below the API root, beginning with a slash; may have its own query. */
	path: string;
	qs?: IDataObject;
	arrayFormat?: 'indices' | 'brackets' | 'repeat' | 'comma';
	headers?: Record<string, string>;
	body?: Buffer | IDataObject | unknown[];
}

/** Characters that URL parsers, query serialisers and axios each treat differently. */
const awkward = fc.constantFrom(
	...['+', '%', '%2F', '%2f', '%20', '%', ' ', '.', '..', "'", '"', '!', '*', '(', ')', '~'],
	...['&', '=', ';', ',', ':', '@', '$', '[', ']', '[]', '{', '}', '|', '^', '`', '<', '>', '\\'],
	...[
		'ü',
		'ñ',
		'日本',
		'😀',
		'e\u0301',
		'\u00a0',
		'\u2028',
		'\u200b',
		'\t',
		'a',
		'Z',
		'0',
		'-',
		'_',
	],
);
const hostileText = fc.oneof(
	fc.array(awkward, { maxLength: 6 }).map((parts) => parts.join('')),
	fc.string({ unit: 'grapheme', maxLength: 12 }),
);

/** A path segment as a careful caller encodes it, or as a careless one leaves it. */
const segment = fc.oneof(
	hostileText.map((text) => encodeURIComponent(text.replace(/^\.+$/, 'x'))),
	// Unencoded: a "?" or "#" would end the path, and dot segments would leave the API root.
	fc
		.array(fc.constantFrom('a b', 'ü', '日本', "it's", 'a+b', '%2F', 'a.b', '(x)', '😀', 'a;b=c'), {
			minLength: 1,
			maxLength: 3,
		})
		.map((parts) => parts.join('')),
);
const path = fc
	.tuple(
		fc.array(segment, { minLength: 1, maxLength: 3 }),
		fc.option(fc.constantFrom('?a=1', '?a=b c', '?x=%2F+y', "?q='", '?ü=ü', '?a[]=1&a[]=2', '?')),
	)
	// Ambiguous paths are rejected: test/unit/core/path.test.ts.
	.filter(([segments]) => pathProblem(`/v1/${segments.join('/')}`) === undefined)
	.map(([segments, query]) => `/v1/${segments.join('/')}${query ?? ''}`);

const scalar = fc.oneof(
	hostileText,
	fc.integer(),
	fc.double({ noNaN: true, noDefaultInfinity: true }),
	fc.boolean(),
);
const query = fc.dictionary(
	// n8n itself drops names that could pollute a prototype.
	hostileText.filter((name) => !['', '__proto__', 'prototype', 'constructor'].includes(name)),
	fc.oneof(
		scalar,
		fc.constant(null),
		fc.array(scalar, { maxLength: 3 }),
		fc.dictionary(fc.constantFrom('a', 'b c', 'ü'), scalar, { maxKeys: 2, noNullPrototype: true }),
	),
	{ maxKeys: 4, noNullPrototype: true },
) as fc.Arbitrary<IDataObject>;

const json = fc.oneof(
	fc.constant({}),
	fc.constant([]),
	fc.dictionary(hostileText, fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<unknown>, {
		maxKeys: 4,
		noNullPrototype: true,
	}),
	fc.array(fc.jsonValue({ maxDepth: 1 }), { maxLength: 3 }),
) as fc.Arbitrary<IDataObject | unknown[]>;

/**
 * Ready bytes with their own content type: spaces and line ends at the edges, broken JSON, invalid
 * UTF-8.
 */
const bytes = fc
	.oneof(
		fc.uint8Array({ maxLength: 20 }).map((values) => Buffer.from(values)),
		fc
			.constantFrom('  {"a": 1}\n', '{ }', 'not json', '"', '\ufeff{}', '')
			.map((t) => Buffer.from(t)),
	)
	.map((body) => ({ body, headers: { 'Content-Type': 'application/json' } }));

/**
 * Requests that are easy to sign wrongly: everything between a caller and the wire has a reason to
 * rewrite them.
 */
export function hostileRequest(): fc.Arbitrary<HostileRequest> {
	return fc
		.record(
			{
				method: fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE'),
				path,
				qs: query,
				arrayFormat: fc.constantFrom('indices', 'brackets', 'repeat', 'comma'),
				content: fc.oneof(
					json.map((body) => ({ body })),
					bytes,
				),
			},
			{ requiredKeys: ['method', 'path'] },
		)
		.map(({ content, ...request }) => ({ ...request, ...content }) as HostileRequest);
}
