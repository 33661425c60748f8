import * as fc from 'fast-check';
import { aroundFirstLine, lines, sentence, sentences, withoutStop } from '../../../core/sentences';

describe('sentences', () => {
	it.each([
		['Not found', 'Not found.'],
		['Not found.', 'Not found.'],
		['  Not found.  ', 'Not found.'],
		['Why?', 'Why?'],
		['and so on…', 'and so on…'],
		['It said: “no.”', 'It said: “no.”'],
		['It said: “no”', 'It said: “no”.'],
		['(See the page.)', '(See the page.)'],
		['', ''],
		['  ', ''],
	])('end %j with one full stop: %j', (text, expected) => {
		expect(sentence(text)).toBe(expected);
	});

	it('never have two full stops in a row, whatever the texts end with', () => {
		const text = fc.tuple(
			fc.stringMatching(/^[a-z]{1,8}$/),
			fc.constantFrom('', '.', '!', '. ', '.”'),
		);
		fc.assert(
			fc.property(fc.array(text.map((parts) => parts.join(''))), (parts) => {
				const joined = sentences(parts);
				expect(joined).not.toMatch(/\.\s*\.|\s$|\s{2}/);
				if (parts.length > 0) expect(joined).toMatch(/[.!][”]?$/);
			}),
		);
	});

	it('leave out what is missing', () => {
		expect(sentences(['A', undefined, '', 'B.'])).toBe('A. B.');
		expect(lines(['a', undefined, '', 'b'])).toBe('a\nb');
	});

	it('can be continued without their full stops', () => {
		expect(withoutStop('User not found. ')).toBe('User not found');
		expect(withoutStop('User not found...')).toBe('User not found');
		expect(withoutStop('')).toBe('');
	});

	it('are added to the first line of a text, before its other lines', () => {
		expect(aroundFirstLine('Wait\nHTTP 429', { before: ['Sent'], after: ['Until 9.', ''] })).toBe(
			'Sent. Wait. Until 9.\nHTTP 429',
		);
		expect(aroundFirstLine('', { before: ['Sent'] })).toBe('Sent.');
	});
});
