import * as fc from 'fast-check';
import { FieldError } from '../../../nodes/shared/errors/failure';
import { amount, optionalAmount } from '../../../nodes/shared/fields/money';
import { jsonObject } from '../../../nodes/shared/fields/objects';

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
	])('accepts %p', (raw, number) => {
		expect(read(raw)).toBe(number);
	});

	it.each([
		['12345678901234567.89', 'has too many digits'],
		['9007199254740993', 'has too many digits'],
		['0.1234567890123456789', 'has too many digits'],
		['0.0000001', 'has too many digits'],
		[0.1 + 0.2, 'may have a rounding error'],
		[1.1 * 3, 'may have a rounding error'],
		[2 ** 60, 'may have a rounding error'],
		['1,250.75', 'a number with a decimal point'],
		['1.250,75', 'a number with a decimal point'],
		['1e3', 'a number with a decimal point'],
		['$5', 'a number with a decimal point'],
		[NaN, 'a number with a decimal point'],
		[Infinity, 'a number with a decimal point'],
		[1e300, 'a number with a decimal point'],
		[{ amount: 1 }, 'a number with a decimal point'],
		[[435], 'a number with a decimal point'],
		[[4.35 * 100], 'a number with a decimal point'],
		['434.99999999999994', 'may have a rounding error'],
		['0.30000000000000004 ', 'may have a rounding error'],
		['0', 'greater than zero'],
		['-5', 'greater than zero'],
		[-0.5, 'greater than zero'],
		['', 'is empty'],
		[undefined, 'is empty'],
	])('rejects %p and says why', (raw, why) => {
		expect(() => read(raw)).toThrow(FieldError);
		expect(() => read(raw)).toThrow(why);
	});

	it('may be left out if it is optional', () => {
		expect(optionalAmount({ displayName: 'Amount' }).read('', 'Amount')).toBeUndefined();
	});

	it('is sent digit by digit as given, or not at all', () => {
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
	it('is rejected if a number in it would be rounded', () => {
		const field = jsonObject({ displayName: 'Fields' });
		expect(() => field.read('{"amount": 12345678901234567.89}', 'Fields')).toThrow(
			'Fields has the number 12345678901234567.89',
		);
		expect(field.read('{"amount": 1234567890.12}', 'Fields')).toEqual({ amount: 1234567890.12 });
	});
});

describe('a text with a thousands separator or three decimal places', () => {
	const { read } = amount({ displayName: 'Amount' });

	it.each([
		['80.000', 'Enter 80000 or 80'],
		['1.250', 'Enter 1250 or 1.25'],
		['999.999', 'Enter 999999 or 999.9990'],
		[' 80.000 ', 'Enter 80000 or 80'],
		['100.100', 'Enter 100100 or 100.1'],
	])('(%s) is rejected as ambiguous, with both spellings', (text, advice) => {
		expect(() => read(text, 'Amount')).toThrow(/which could mean/);
		expect(() => read(text, 'Amount')).toThrow(advice);
	});

	it.each(['1.250.000', '80.000,00', '80,000', '80 000', '80’000'])(
		'(%s) is rejected in any other notation',
		(text) => {
			expect(() => read(text, 'Amount')).toThrow(/must be a number with a decimal point/);
		},
	);

	it.each([
		['0.125', 0.125],
		['80', 80],
		['80.00', 80],
		['80.0000', 80],
		['1250.755', 1250.755],
		['1.25', 1.25],
	])('(%s) is accepted if it has one meaning only', (text, expected) => {
		expect(read(text, 'Amount')).toBe(expected);
	});

	it.each([80.123, 80, 1.25])('is accepted as it is if it is the number %d', (number) => {
		expect(read(number, 'Amount')).toBe(number);
	});
});
