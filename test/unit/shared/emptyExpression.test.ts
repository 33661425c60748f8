import { findNothing, GivenNothing, markNothing } from '../../../nodes/shared/fields/field';

const values: Record<string, unknown> = {
	'{{ $json.a }}': 'a',
	'{{ $json.none }}': undefined,
	'{{ $json.payment.id }}': undefined,
	'{{ $json["the id"] }}': null,
};

function mark(written: unknown, value: unknown, everyPart = false): unknown {
	return markNothing(written, value, {
		mayBeLeftOut: false,
		everyPart,
		evaluate: (expression) => values[expression],
	});
}

const nothingIn = (written: unknown, value: unknown, everyPart = false) =>
	findNothing(mark(written, value, everyPart))?.expression;

describe('an expression that returned nothing', () => {
	it.each([
		undefined,
		null,
		NaN,
		'',
		'  ',
		'\n',
		'\u00a0',
		'\u200b',
		'\u2800',
		[],
		[''],
		[null, undefined],
		[[]],
	])('is recognised by its value %j', (value) => {
		expect(nothingIn('={{ $json.none }}', value)).toBe('{{ $json.none }}');
	});

	it.each([0, false, 'x', '0', {}, [0], ['', 'x']])('is not one if it returned %j', (value) => {
		expect(nothingIn('={{ $json.a }}', value)).toBeUndefined();
	});

	it.each(['', '  ', '=', '= '])('is not one without an expression (%j)', (written) => {
		expect(nothingIn(written, '')).toBeUndefined();
	});

	it('is found inside collections, lists and locators', () => {
		expect(nothingIn({ filters: { user: '={{ $json.none }}' } }, { filters: {} })).toBeDefined();
		expect(nothingIn(['x', '={{ $json.none }}'], ['x', ''])).toBeDefined();
		expect(
			nothingIn({ __rl: true, value: '={{ $json.none }}' }, { __rl: true, value: '' }),
		).toBeDefined();
	});

	it('leaves its neighbours unchanged', () => {
		const marked = mark({ a: '={{ $json.none }}', b: 'b' }, { a: '', b: 'b' });
		expect(marked).toEqual({ a: expect.any(GivenNothing) as unknown, b: 'b' });
	});
});

describe('an expression whose parts all count', () => {
	it.each([
		['=order-{{ $json.payment.id }}', 'order-', '{{ $json.payment.id }}'],
		['={{ $json.a }}-{{ $json.payment.id }}', 'a-', '{{ $json.payment.id }}'],
		['={{ "order-" + $json.payment.id }}', 'order-undefined', '{{ $json.payment.id }}'],
		['={{ `order-${$json.payment.id}` }}', 'order-undefined', '{{ $json.payment.id }}'],
		['={{ ["order", $json.payment.id].join("-") }}', 'order-', '{{ $json.payment.id }}'],
		['={{ $json["the id"] + "-1" }}', 'null-1', '{{ $json["the id"] }}'],
	])('%s names the part that returned nothing', (written, value, expected) => {
		expect(nothingIn(written, value, true)).toBe(expected);
	});

	it.each([
		['=order-{{ $json.a }}', 'order-a'],
		['={{ $json.a }}', 'a'],
		['={{ $json.payment.id ?? $json.a }}', 'a'],
		['={{ $json.payment.id || "none" }}', 'none'],
		['={{ $json.payment.id ? "yes" : "no" }}', 'no'],
		['plain text', 'plain text'],
	])('%s has all its parts', (written, value) => {
		expect(nothingIn(written, value, true)).toBeUndefined();
	});

	it('includes the value of a locator', () => {
		const locator = (value: string) => ({ __rl: true, mode: 'id', value });
		expect(nothingIn(locator('=user-{{ $json.payment.id }}'), locator('user-'))).toBe(
			'{{ $json.payment.id }}',
		);
	});
});
