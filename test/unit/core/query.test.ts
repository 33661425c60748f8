import { encodeQuery } from '../../../core/http/url';

const DATE = new Date('2026-01-02T03:04:05.006Z');
const WRITTEN = '2026-01-02T03%3A04%3A05.006Z';

describe('a query', () => {
	it('encodes all but unreserved characters, in names and in values', () => {
		expect(encodeQuery({ "a b!'()*": 'c&d=-._~' })).toBe('a%20b%21%27%28%29%2A=c%26d%3D-._~');
	});

	it.each([
		[{ a: undefined, b: 1 }, 'b=1'],
		[{ a: () => 1, b: Symbol('x'), c: 1 }, 'c=1'],
		[{ a: null }, 'a='],
		[{ a: '' }, 'a='],
		[{ a: DATE }, `a=${WRITTEN}`],
		[{ a: { b: { c: 1 }, d: [2] } }, 'a%5Bb%5D%5Bc%5D=1&a%5Bd%5D%5B0%5D=2'],
		[{ a: [] }, ''],
		[{}, ''],
	])('of %p is named as n8n’s own helper names it', (parameters, query) => {
		expect(encodeQuery(parameters)).toBe(query);
	});

	it.each([
		[['x,y', 1], 'a=x%2Cy,1'],
		[[null, undefined, DATE, { b: 1 }, true], `a=,${WRITTEN},%7B%22b%22%3A1%7D,true`],
		[[undefined], ''],
		[[], ''],
	])('joins %p with commas if that is requested', (a, query) => {
		expect(encodeQuery({ a, b: undefined }, 'comma')).toBe(query);
	});
});
