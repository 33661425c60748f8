import * as fc from 'fast-check';
import { stringify } from 'qs';
import { readBody } from '../../../core/http/response';
import { buildPath, encodeQuery, PathSegmentError } from '../../../core/http/url';

describe('a path built from IDs', () => {
	it.each([
		'',
		'  ',
		'.',
		'..',
		'../x',
		'a\\b',
		'%2F..',
		'..%5cx',
		'%2e',
		'%2E%2e',
		'.%2e',
		'a\nb',
		'a\u0000',
	])('rejects %j, which could reach another endpoint', (id) => {
		expect(() => buildPath('/v1/orders/{id}', { id })).toThrow(PathSegmentError);
	});

	it('rejects a missing ID', () => {
		expect(() => buildPath('/v1/orders/{id}', {})).toThrow(PathSegmentError);
	});

	it('keeps every other ID as exactly one segment of this endpoint', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary', minLength: 1 }), (id) => {
				let path: string;
				try {
					path = buildPath('/v1/services/{id}/actions', { id });
				} catch (error) {
					expect(error).toBeInstanceOf(PathSegmentError);
					return;
				}
				const url = new URL(`https://host${path}`);
				expect(url.pathname.split('/')).toHaveLength(5);
				expect(url.pathname.startsWith('/v1/services/')).toBe(true);
				expect(url.pathname.endsWith('/actions')).toBe(true);
				expect(url.search + url.hash).toBe('');
			}),
		);
	});
});

describe('a query', () => {
	const value = fc.oneof(
		fc.string({ unit: 'grapheme' }),
		fc.integer(),
		fc.boolean(),
		fc.constant(null),
		fc.constant(undefined),
		fc.date({ noInvalidDate: true }),
	);
	const parameters = fc.dictionary(
		fc.string({ minLength: 1, unit: 'grapheme' }),
		fc.oneof(
			value,
			fc.array(value, { minLength: 1 }),
			fc.dictionary(fc.string({ minLength: 1 }), value),
		),
	);

	it.each(['indices', 'brackets', 'repeat'] as const)(
		'means the same to a server as the query of n8n’s own library (qs), with %s',
		(arrayFormat) => {
			fc.assert(
				fc.property(parameters, (query) => {
					const ours = new URLSearchParams(encodeQuery(query, arrayFormat));
					const theirs = new URLSearchParams(stringify(query, { arrayFormat }));
					expect([...ours]).toEqual([...theirs]);
				}),
			);
		},
	);

	it('survives the URL parser unchanged', () => {
		fc.assert(
			fc.property(parameters, (query) => {
				const encoded = encodeQuery(query);
				expect(new URL(`https://host/?${encoded}`).search.slice(1)).toBe(encoded);
			}),
		);
	});

	it('replaces a lone surrogate as UTF-8 does instead of throwing', () => {
		expect(encodeQuery({ a: '\ud800' })).toBe('a=%EF%BF%BD');
	});
});

describe('reading a body', () => {
	it.each([
		['{"a":1}', { kind: 'json', value: { a: 1 } }],
		['  ', { kind: 'empty' }],
		['<!doctype html><title> Bad gateway </title>', { kind: 'html', title: 'Bad gateway' }],
		['<html><body>x', { kind: 'html', title: '' }],
		['upstream error', { kind: 'text', text: 'upstream error' }],
	])('recognises %j', (text, expected) => {
		expect(readBody(text)).toEqual(expected);
	});
});
