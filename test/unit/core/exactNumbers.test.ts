import * as fc from 'fast-check';
import { inexactNumber, parseJson } from '../../../core/json';

const value = (text: string) => {
	const parsed = parseJson(text);
	if (!parsed.ok) throw new Error(parsed.problem);
	return parsed.value;
};

describe('JSON with amounts', () => {
	it.each([
		['12345678901234567.89', '12345678901234567.89'],
		['9007199254740993', '9007199254740993'],
		['0.12345678901234567890', '0.12345678901234567890'],
		['1e400', '1e400'],
		['1e+400', '1e+400'],
		['2E-400', '2E-400'],
		['1e1000', '1e1000'],
		['-0.1000000000000000055', '-0.1000000000000000055'],
	])('keeps %s, which JavaScript would round, as text', (number, kept) => {
		expect(value(`{"amount": ${number}, "n": [${number}]}`)).toEqual({ amount: kept, n: [kept] });
		expect(inexactNumber(`[1, ${number}]`)).toBe(number);
	});

	it.each([
		'2.50',
		'0.1',
		'1704657630000',
		'9007199254740992',
		'1.000000000000000000',
		'1e25',
		'5e-324',
	])('keeps %s as a number', (number) => {
		expect(value(`{"amount": ${number}}`)).toEqual({ amount: Number(number) });
		expect(inexactNumber(number)).toBeUndefined();
	});

	it.each(['[%s]', '[1,%s]', '{"a":%s}', '[ %s ]', '[\n%s]', '[\t%s]', '%s', '-%s', '[1, -%s]'])(
		'finds a number wherever JSON allows one: %j',
		(document) => {
			for (const number of ['9007199254740993', '1e400', '1.5e-400', '0.12345678901234567']) {
				expect(inexactNumber(document.replace('%s', number))).toMatch(number);
			}
		},
	);

	it('finds no number in a document without numbers', () => {
		expect(inexactNumber('................')).toBeUndefined();
	});

	it('leaves strings alone, whatever they look like', () => {
		const document = {
			id: '12345678901234567.89',
			s: '\\"9007199254740993',
			'k"9007199254740993': '1e400',
		};
		expect(value(JSON.stringify(document))).toEqual(document);
	});

	it('parses everything else like JSON.parse', () => {
		fc.assert(
			fc.property(fc.json(), (text) => {
				if (inexactNumber(text) === undefined) expect(value(text)).toEqual(JSON.parse(text));
			}),
		);
	});

	it('loses no digit of any number', () => {
		const digits = fc.stringMatching(/^[1-9]\d{0,24}$/);
		fc.assert(
			fc.property(digits, fc.stringMatching(/^\d{1,20}$/), (whole, fraction) => {
				const read = value(`[${whole}.${fraction}]`) as [string | number];
				const [integer, decimals = ''] = String(read[0]).split('.');
				if (/e/.test(String(read[0]))) return;
				expect([integer, decimals.replace(/0+$/, '')]).toEqual([
					whole,
					fraction.replace(/0+$/, ''),
				]);
			}),
		);
	});

	it('reports a syntax error even next to a long number', () => {
		expect(parseJson('{"a": 12345678901234567, }')).toMatchObject({ ok: false });
		expect(parseJson('12345678901234567.8.9')).toMatchObject({ ok: false });
	});
});
