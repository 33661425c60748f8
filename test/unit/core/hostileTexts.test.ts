import { readBody } from '../../../core/http/response';
import { inexactNumber, withExactNumbers } from '../../../core/json';

const LENGTH = 400_000;

const filled = (unit: string) => unit.repeat(Math.ceil(LENGTH / unit.length)).slice(0, LENGTH);

function milliseconds(work: () => unknown): number {
	const start = performance.now();
	work();
	return performance.now() - start;
}

/** One pass over the same text; no text can be read faster. */
const baseline = (text: string) =>
	Math.min(...[1, 2, 3].map(() => milliseconds(() => text.replace(/[^a]/g, 'b'))));

/** Far above what a linear pass takes on a busy machine, and far below the square of the length. */
const MOST_PASSES = 200;

it.each([
	['<html>', '<title'],
	['<html>', '<title '],
	['<html>', '<title a="'],
	['<html>', '<title>'],
	['<html><title', ' a'],
])('a page of %j, then %j, is read in linear time', (start, unit) => {
	const text = start + filled(unit);
	expect(milliseconds(() => readBody(text))).toBeLessThan(baseline(text) * MOST_PASSES + 50);
});

it.each(['\\"', '"', '\\', '\\\n', '"\\', '1e', '1.', '-', '[1,', '"1" '])(
	'an unterminated document of %j is scanned in linear time',
	(unit) => {
		const text = `{"a": 1234567890123456789, "b": "${filled(unit)}`;
		const most = baseline(text) * MOST_PASSES + 50;
		expect(milliseconds(() => inexactNumber(text))).toBeLessThan(most);
		expect(milliseconds(() => withExactNumbers(text))).toBeLessThan(most);
	},
);

it('the title of a page is found with and without attributes', () => {
	expect(readBody('<html><TITLE>Blocked</TITLE>')).toEqual({ kind: 'html', title: 'Blocked' });
	expect(readBody('<html><title lang="en"> Sign in </title>')).toEqual({
		kind: 'html',
		title: 'Sign in',
	});
});
