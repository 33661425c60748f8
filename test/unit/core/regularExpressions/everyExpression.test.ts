import { hostileShapes } from './hostile';
import { shippedExpressions } from './shipped';
import { slowness } from './timing';

const slow = (expression: RegExp) => slowness(expression, hostileShapes(expression));

describe('the search for slow expressions', () => {
	it.each([
		/<title[^>]*>([^<]*)/i,
		/\s+$/,
		/\/+$/,
		/[.\s]*$/,
		/(a+)+$/,
		/^(\d+|\w)*$/,
		/"(?:[^"\\]|\\.)*"/,
		/<([^>]+)>\s*;/,
		/0+$/,
		/a.*b.*c/,
	])('finds %s', (expression) => {
		expect(slow(expression)).toBeDefined();
	});

	it.each([/^\s+/, /[^a]/g, /\d{1,9}/, /^[^\s@]+@[^\s@]+$/, /\{(\w+)\}/g])(
		'accepts %s',
		(expression) => {
			expect(slow(expression)).toBeUndefined();
		},
	);
});

const expressions = shippedExpressions();

it('finds every regular expression that ships', () => {
	expect(expressions.length).toBeGreaterThan(100);
	expect(expressions.map(({ where }) => where)).toEqual(
		expect.arrayContaining([
			expect.stringContaining('core/http/response.ts'),
			expect.stringContaining('nodes/KillB/data/accounts/rails/mexico.ts'),
		]),
	);
});

it.each(expressions.map(({ where, expression }) => [where, expression] as const))(
	'the expression in %s is linear on 100,000 hostile characters: %s',
	(_, expression) => {
		expect(slow(expression)).toBeUndefined();
	},
);
