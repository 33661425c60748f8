import { buildPath, isDotSegment, PathSegmentError } from '../../../core/http/path';
import { isRedirect, isSuccess } from '../../../core/http/status';

const problemOf = (id: unknown): unknown => {
	try {
		return buildPath('/v1/x/{id}', { id });
	} catch (error) {
		return error;
	}
};

describe('a segment of a path', () => {
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
	])('is made of %j', (id, segment) => {
		expect(problemOf(id)).toBe(`/v1/x/${segment}`);
	});

	it.each([
		[undefined, 'is missing'],
		[null, 'is missing'],
		[true, 'is missing'],
		['', 'is empty'],
		[' \t', 'is empty'],
		['.', 'is ".", which is not an id'],
		['%2e.', 'is "%2e.", which is not an id'],
		['a/b', 'is "a/b", and an id has no slash'],
		['a\\b', 'is "a\\b", and an id has no slash'],
		['a%2Fb', 'is "a%2Fb", and an id has no slash'],
		['a%5Cb', 'is "a%5Cb", and an id has no slash'],
		[`/${'x'.repeat(90)}`, `is "/${'x'.repeat(79)}", and an id has no slash`],
		['a\u0000b', 'contains a control character'],
		['a\u001fb', 'contains a control character'],
		['a\u007fb', 'contains a control character'],
	])('can’t be made of %j, and the parameter is named', (id, reason) => {
		const problem = problemOf(id);
		expect(problem).toBeInstanceOf(PathSegmentError);
		expect(problem).toMatchObject({ parameter: 'id', message: reason });
	});

	it('is put in for each name', () => {
		expect(buildPath('/a/{one}/b/{two}', { one: 1, two: 2 })).toBe('/a/1/b/2');
	});
});

it.each([
	['.', true],
	['..', true],
	['%2E', true],
	['%2e.', true],
	['...', false],
	['a.', false],
	['.a', false],
	['', false],
])('%j would be resolved away: %p', (text, expected) => {
	expect(isDotSegment(text)).toBe(expected);
});

it('takes 200 to 299 for success and 300 to 399 for redirects', () => {
	const statuses = [199, 200, 299, 300, 399, 400];
	expect(statuses.filter(isSuccess)).toEqual([200, 299]);
	expect(statuses.filter(isRedirect)).toEqual([300, 399]);
});
