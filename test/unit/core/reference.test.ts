import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { normalizeReference, referenceKey, referenceProblem } from '../../../core/idempotency';

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');
const LEGAL = /^[A-Za-z0-9_.-]{1,80}$/;
const anyText = fc.string({ unit: 'binary', maxLength: 200 });

describe('a normalized reference', () => {
	it.each([
		['a space at the end', 'pay-77 '],
		['a line feed at the end', 'pay-77\n'],
		['a carriage return and a tab around it', '\tpay-77\r\n'],
		['a no-break space', '\u00a0pay-77'],
		['an ideographic space', 'pay-77\u3000'],
		['a blank Braille pattern', 'pay-77\u2800'],
		['a zero-width space', 'pay\u200b-77'],
		['a byte order mark', '\ufeffpay-77'],
		['a soft hyphen', 'pa\u00ady-77'],
		['a mark of direction', '\u200epay-77\u202c'],
		['a variation selector', 'pay-77\ufe0f'],
		['a word joiner', 'pay\u2060-77'],
		['a tag character', 'pay-77\u{e0001}'],
		['a control character', 'pay\u0007-77'],
		['a no-break hyphen', 'pay\u201177'],
	])('has no %s', (_what, reference) => {
		expect(normalizeReference(reference)).toBe('pay-77');
	});

	it('has one form per letter', () => {
		expect(normalizeReference('Pen\u0303a')).toBe(normalizeReference('Pe\u00f1a'));
	});

	it('collapses several spaces into one', () => {
		expect(normalizeReference('order \u00a0\t 7')).toBe('order 7');
	});

	it.each([
		['case', 'pay-77', 'PAY-77'],
		['a space between words', 'pay 77', 'pay77'],
		['an accent', 'Pena', 'Pe\u00f1a'],
		['an exponent', 'x2', 'x\u00b2'],
		['a leading zero', '077', '77'],
	])('preserves %s', (_what, a, b) => {
		expect(normalizeReference(a)).not.toBe(normalizeReference(b));
	});

	it('is already normalized', () => {
		fc.assert(
			fc.property(anyText, (text) => {
				const once = normalizeReference(text);
				expect(normalizeReference(once)).toBe(once);
			}),
		);
	});
});

describe('the problem of a reference', () => {
	it.each([true, false])('is that it is empty (calculated: %s)', (isCalculated) => {
		expect(referenceProblem('', isCalculated)).toBe('is empty');
	});

	it.each([
		'undefined',
		'null',
		'NaN',
		'[object Object]',
		'[object HTMLElement]',
		'order-undefined',
		'orderundefined',
		'undefined-7',
		'order_null_7',
		'null7',
		'NaN-7',
		'order-[object Object]',
		'acme-Invalid DateTime',
		'Invalid Date',
	])('is a missing value if an expression produced %j', (reference) => {
		expect(referenceProblem(reference, true)).toMatch(
			/^is ".+": a value in its expression is missing$/,
		);
	});

	it.each(['null', 'order-undefined', 'NaN'])(
		'does not exist if a person typed %j',
		(reference) => {
			expect(referenceProblem(reference, false)).toBeUndefined();
		},
	);

	it.each(['ramp 4d23aa52', 'annulled', 'BaNaNa', 'Nullmann', '[object ]', 'Invalid Dates Ltd'])(
		'does not exist for a calculated %j',
		(reference) => {
			expect(referenceProblem(reference, true)).toBeUndefined();
		},
	);
});

describe('the key of a reference', () => {
	it('is the reference itself if that is valid', () => {
		fc.assert(
			fc.property(fc.stringMatching(/^[A-Za-z0-9_.-]{1,60}$/), (reference) => {
				expect(referenceKey(reference)).toBe(reference);
			}),
		);
	});

	it('is valid, whatever the reference is', () => {
		fc.assert(
			fc.property(anyText, fc.array(anyText, { maxLength: 3 }), (reference, covers) => {
				expect(referenceKey(reference, covers)).toMatch(LEGAL);
			}),
		);
	});

	it('never equals that of another reference, not even one that looks like a generated key', () => {
		fc.assert(
			fc.property(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), (a, b) => {
				fc.pre(a !== b);
				expect(referenceKey(a)).not.toBe(referenceKey(b));
				expect(referenceKey(referenceKey('ä'))).not.toBe(referenceKey('ä'));
			}),
		);
	});

	it('differs for each scope', () => {
		const part = fc.string({ maxLength: 4 });
		fc.assert(
			fc.property(part, fc.array(part), part, fc.array(part), (a, coversA, b, coversB) => {
				fc.pre(JSON.stringify([a, coversA]) !== JSON.stringify([b, coversB]));
				expect(referenceKey(a, coversA)).not.toBe(referenceKey(b, coversB));
			}),
		);
	});

	it('is the reference up to 80 characters, and a hash of longer ones', () => {
		const longest = 'x'.repeat(80);
		expect(referenceKey(longest)).toBe(longest);
		expect(referenceKey(`${longest}x`)).toBe(`ref.${sha256(`${longest}x`)}`);
	});

	it.each(['auto', 'ref'])('is a hash if the reference looks like a generated key (%s)', (kind) => {
		const digest = '0123456789abcdef'.repeat(4);
		expect(referenceKey(`${kind}.${digest}`)).toMatch(/^ref\.[0-9a-f]{64}$/);
		expect(referenceKey(`${kind}.${digest}`)).not.toBe(`${kind}.${digest}`);
		for (const other of [
			`x${kind}.${digest}`,
			`${kind}.${digest}0`,
			`${kind}.${digest.slice(1)}`,
		]) {
			expect(referenceKey(other)).toBe(other);
		}
	});

	it('is stable across releases, and hashes UTF-8', () => {
		expect(referenceKey('Rechnung 7 ä')).toBe(`ref.${sha256('Rechnung 7 ä')}`);
		expect(referenceKey('pay-77', ['service.reboot', '5001'])).toBe(
			`ref.${sha256('["pay-77","service.reboot","5001"]')}`,
		);
	});
});
