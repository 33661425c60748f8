import * as fc from 'fast-check';
import { FieldError } from '../../../nodes/shared/errors/fieldError';
import { amount, optionalAmount } from '../../../nodes/shared/fields/money';
import { jsonObject } from '../../../nodes/shared/fields/structuredFields';

const read = (raw: unknown) => amount({ displayName: 'Amount' }).read(raw, 'Amount');

describe('an amount in a form', () => {
	it.each([
		['250.75', 250.75],
		[' 8000 ', 8000],
		['100.10', 100.1],
		[98.5, 98.5],
		['0.000001', 0.000001],
		['9007199254740991', 9007199254740991],
		[9007199254740991, 9007199254740991],
	])('takes %p', (raw, number) => {
		expect(read(raw)).toBe(number);
	});

	it.each([
		['12345678901234567.89', 'without being rounded'],
		['9007199254740993', 'without being rounded'],
		['0.1234567890123456789', 'without being rounded'],
		['0.0000001', 'without being rounded'],
		[0.1 + 0.2, 'calculated or rounded'],
		[1.1 * 3, 'calculated or rounded'],
		[2 ** 60, 'calculated or rounded'],
		['1,250.75', 'digits with a point'],
		['1.250,75', 'digits with a point'],
		['1e3', 'digits with a point'],
		['$5', 'digits with a point'],
		[NaN, 'digits with a point'],
		[Infinity, 'digits with a point'],
		[1e300, 'digits with a point'],
		[{ amount: 1 }, 'digits with a point'],
		['0', 'more than zero'],
		['-5', 'more than zero'],
		[-0.5, 'more than zero'],
		['', 'is empty'],
		[undefined, 'is empty'],
	])('refuses %p, and says why', (raw, why) => {
		expect(() => read(raw)).toThrow(FieldError);
		expect(() => read(raw)).toThrow(why);
	});

	it('may be left out where it is optional', () => {
		expect(optionalAmount({ displayName: 'Amount' }).read('', 'Amount')).toBeUndefined();
	});

	it('is sent digit by digit as it was given, or not at all', () => {
		const texts = fc.stringMatching(/^(0|[1-9]\d{0,19})(\.\d{1,20})?$/);
		fc.assert(
			fc.property(texts, (text) => {
				let number: number;
				try {
					number = read(text);
				} catch (error) {
					expect(error).toBeInstanceOf(FieldError);
					return;
				}
				const plain = text.includes('.') ? text.replace(/\.?0+$/, '') : text;
				expect(JSON.stringify(number)).toBe(plain);
			}),
		);
	});
});

describe('JSON typed into a form', () => {
	it('is refused when it has a number that would be rounded', () => {
		const field = jsonObject({ displayName: 'Fields' });
		expect(() => field.read('{"amount": 12345678901234567.89}', 'Fields')).toThrow(
			'Fields has the number 12345678901234567.89',
		);
		expect(field.read('{"amount": 1234567890.12}', 'Fields')).toEqual({ amount: 1234567890.12 });
	});
});
