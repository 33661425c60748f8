import * as fc from 'fast-check';
import { buildPath, pathProblem, PathSegmentError } from '../../../core/http/url';
import { isRedirect, isSuccess } from '../../../core/http/response';

const problemOf = (id: unknown): unknown => {
	try {
		return buildPath('/v1/x/{id}', { id });
	} catch (error) {
		return error;
	}
};

describe('a path segment', () => {
	it.each([
		['a b', 'a%20b'],
		[' 7 ', '7'],
		[7, '7'],
		['...', '...'],
		['a.b', 'a.b'],
		['.a', '.a'],
		['%', '%25'],
		["!'()*", '%21%27%28%29%2A'],
		[' ~', '~'],
		['a\u0080', 'a%C2%80'],
	])('is built from %j', (id, segment) => {
		expect(problemOf(id)).toBe(`/v1/x/${segment}`);
	});

	it.each([
		[undefined, 'is missing'],
		[null, 'is missing'],
		[true, 'is missing'],
		['', 'is empty'],
		[' \t', 'is empty'],
		['.', 'is ".", which is not a valid ID'],
		['%2e.', 'is "%2e.", which is not a valid ID'],
		['a/b', 'is "a/b", but an ID contains no slash'],
		['a\\b', 'is "a\\b", but an ID contains no slash'],
		['a%2Fb', 'is "a%2Fb", but an ID contains no slash'],
		['a%5Cb', 'is "a%5Cb", but an ID contains no slash'],
		[`/${'x'.repeat(90)}`, `is "/${'x'.repeat(79)}", but an ID contains no slash`],
		['a\u0000b', 'contains a control character'],
		['a\u001fb', 'contains a control character'],
		['a\u007fb', 'contains a control character'],
	])('cannot be built from %j, and the error names the parameter', (id, reason) => {
		const problem = problemOf(id);
		expect(problem).toBeInstanceOf(PathSegmentError);
		expect(problem).toMatchObject({ parameter: 'id', message: reason });
	});

	it('replaces each placeholder', () => {
		expect(buildPath('/a/{one}/b/{two}', { one: 1, two: 2 })).toBe('/a/1/b/2');
	});
});

describe('a path', () => {
	it.each([
		['.', 'dots'],
		['..', 'dots'],
		['%2E', 'dots'],
		['%2e.', 'dots'],
		['%252e%252E', 'dots'],
		['%25252e.', 'dots'],
		['..;', 'dots'],
		['..;a=b', 'dots'],
		['.%3B', 'dots'],
		['%2e%2e%3bx', 'dots'],
		[';a=b', 'empty'],
		['%20', 'empty'],
		['a%2fb', 'separator'],
		['a%2Fb', 'separator'],
		['a%252fb', 'separator'],
		['a%5cb', 'separator'],
		['a%255Cb', 'separator'],
		['a\\b', 'separator'],
		['a%00', 'control'],
		['a%0d%0ab', 'control'],
		['a%250ab', 'control'],
		['a%7f', 'control'],
		['a\tb', 'control'],
		['%c0%ae%c0%ae', 'encoding'],
		['%e0%80%af', 'encoding'],
		['%ff', 'encoding'],
		['%25c0%25af', 'encoding'],
		['%2525252525', 'encoding'],
	])('with the segment %j is rejected: %s', (part, problem) => {
		expect(pathProblem(`/v1/${part}/x`)).toBe(problem);
		expect(pathProblem(`/v1/${part}`)).toBe(problem);
		expect(pathProblem(part)).toBe(problem);
	});

	it('with an empty segment is rejected', () => {
		expect(pathProblem('/v1//x')).toBe('empty');
		expect(pathProblem('//v1')).toBe('empty');
		expect(pathProblem('/v1//')).toBe('empty');
	});

	it.each([
		'',
		'/',
		'/v1',
		'v1/',
		'/v1/...',
		'/v1/a.',
		'/v1/.a',
		'/v1/a;b=c',
		'/v1/100%',
		'/v1/%zz',
		'/v1/a%20b',
		'/v1/%25',
		'/v1/a%2520b',
		'/v1/%C3%BC',
		'/v1/ü',
		'/v1/a%3Fb',
		"/v1/it's",
	])('such as %j is accepted', (path) => {
		expect(pathProblem(path)).toBeUndefined();
	});

	it('of 100,000 characters is checked in linear time', () => {
		const parts = ['%', '%25', '%2', '.', ';', '/.'];
		for (const part of parts) pathProblem(part.repeat(100_000 / part.length));
		pathProblem(`%${'25'.repeat(50_000)}`);
	});
});

describe('an accepted path', () => {
	const piece = fc.constantFrom(
		...['.', '..', '%', '%2e', '%2E', '%25', '2e', '2f', '%2f', '%5c', '\\', ';', '%3b', '%c0%ae'],
		...['%252e', '%252f', 'a', 'Z', '7', 'ü', '%C3%BC', ' ', '%20', '\t', '%0a', '/', '//', '%zz'],
	);
	const path = fc
		.array(piece, { minLength: 1, maxLength: 8 })
		.map((pieces) => `/${pieces.join('')}`);

	const unescape = (text: string) =>
		text.replace(/(?:%[0-9a-f]{2})+/gi, (bytes) => decodeURIComponent(bytes));
	const withoutParameters = (text: string) => text.replace(/;[^/]*/g, '');

	/** What servers route by: dots and backslashes resolved, empty segments dropped. */
	const partsOf = (text: string) => {
		const parts: string[] = [];
		for (const part of text.split(/[/\\]/)) {
			if (part === '..') parts.pop();
			else if (part !== '' && part !== '.') parts.push(part);
		}
		return parts.length;
	};

	it('has the same number of segments as is, decoded once or twice, and without parameters', () => {
		fc.assert(
			fc.property(path, (text) => {
				fc.pre(pathProblem(text) === undefined);
				const count = text.split('/').filter((part) => part !== '').length;
				const once = unescape(text);
				const twice = unescape(once);
				const readings = [text, new URL(`https://host${text}`).pathname, once, twice];
				readings.push(...readings.map(withoutParameters));
				readings.push(unescape(withoutParameters(text)), unescape(withoutParameters(once)));
				expect(readings.map(partsOf)).toEqual(readings.map(() => count));
			}),
			{ numRuns: 5000 },
		);
	});
});

it('treats 200 to 299 as success and 300 to 399 as redirects', () => {
	const statuses = [199, 200, 299, 300, 399, 400];
	expect(statuses.filter(isSuccess)).toEqual([200, 299]);
	expect(statuses.filter(isRedirect)).toEqual([300, 399]);
});
