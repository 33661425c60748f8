import * as fc from 'fast-check';
import {
	isCardNumber,
	isCbu,
	isClabe,
	isCnpj,
	isCpf,
	isDamagedIban,
	isIban,
	nitCheckDigit,
} from '../../../core/checkDigits';

/** Numbers from public documents, with the place where they stand. */
const KINDS = [
	{
		name: 'a card',
		check: isCardNumber,
		valid: [
			'4111111111111111', // test card of most processors
			'5555555555554444', // Stripe's test card of Mastercard
			'378282246310005', // Stripe's test card of American Express
		],
		wrong: ['4111111111111112', '41111111111', '411111111111111A'],
	},
	{
		name: 'a CLABE',
		check: isClabe,
		valid: [
			'032180000118359719', // Wikipedia's example, and KillB's
			'646180157000000004', // KillB's specification
			'002010077777777771', // python-stdnum
		],
		wrong: ['032180000118359718', '03218000011835971', 'CLABE1234567890123'],
	},
	{
		name: 'a CBU',
		check: isCbu,
		valid: ['2850590940090418135201'], // python-stdnum
		wrong: ['2850590940090418135200', '2850590840090418135201', '285059094009041813520'],
	},
	{
		name: 'a CPF',
		check: isCpf,
		valid: ['39053344705'], // python-stdnum
		wrong: ['23100299900', '3905334470', '390533447055'],
	},
	{
		name: 'a CNPJ',
		check: isCnpj,
		valid: [
			'16727230000197', // python-stdnum
			'12ABC34501DE35', // Receita Federal's example of the form with letters
		],
		wrong: ['16727230000198', '12ABC34501DE36', '1672723000019', '12abc34501de35'],
	},
	{
		name: 'an IBAN',
		check: isIban,
		valid: [
			'GB29NWBK60161331926819', // the IBAN registry, and KillB's specification
			'CR05015202001026284066', // the IBAN registry
			'CR04011400007316288640', // KillB's specification
			'DE89370400440532013000', // the IBAN registry
		],
		wrong: ['GB29NWBK60161331926818', 'gb29nwbk60161331926819', 'GB29'],
	},
] as const;

describe.each(KINDS)('$name', ({ check, valid, wrong }) => {
	it.each(valid)('can be %s', (number) => {
		expect(check(number)).toBe(true);
	});

	it.each(wrong)('can not be %s', (number) => {
		expect(check(number)).toBe(false);
	});

	it.each(['', ' ', '٣٢١٨٠٠٠٠١١٨٣٥٩٧١٩٠'])('can not be %j', (text) => {
		expect(check(text)).toBe(false);
	});
});

/** Changes one digit of a number to another one. */
const oneDigitWrong = (number: string) =>
	fc
		.tuple(fc.nat(number.length - 1), fc.integer({ min: 1, max: 9 }))
		.filter(([place]) => /\d/.test(number.charAt(place)))
		.map(([place, more]) => {
			const digit = (Number(number.charAt(place)) + more) % 10;
			return number.slice(0, place) + String(digit) + number.slice(place + 1);
		});

describe('a single wrong digit is caught in every place', () => {
	const certain = KINDS.filter(({ check }) => check !== isCpf && check !== isCnpj);

	it.each(certain)('of $name', ({ check, valid }) => {
		for (const number of valid) {
			fc.assert(fc.property(oneDigitWrong(number), (changed) => !check(changed)));
		}
	});

	// The remainder 10 is written as 0, as the remainder 0 is, so a few changes are not seen.
	it.each([
		{ name: 'a CPF', check: isCpf, number: '39053344705' },
		{ name: 'a CNPJ', check: isCnpj, number: '16727230000197' },
	])('of $name, but for two changes in a hundred', ({ check, number }) => {
		const changes = [...number].flatMap((own, place) =>
			[...'0123456789']
				.filter((digit) => digit !== own)
				.map((digit) => number.slice(0, place) + digit + number.slice(place + 1)),
		);
		expect(changes.filter(check).length).toBeLessThanOrEqual(changes.length / 50);
	});
});

describe('an IBAN', () => {
	it.each([
		['GB29NWBK60161331926819', false],
		['GB29NWBK60161331926810', true],
		// of another length, or no country of an IBAN
		['GB29NWBK6016133192681', false],
		['US29NWBK60161331926810', false],
		['10203049', false],
	])('says of %s whether it is a damaged one: %s', (text, isDamaged) => {
		expect(isDamagedIban(text)).toBe(isDamaged);
	});

	it('is caught when two different neighbours changed places', () => {
		const iban = 'GB29NWBK60161331926819';
		for (let place = 4; place < iban.length - 1; place++) {
			const [one, two] = [iban.charAt(place), iban.charAt(place + 1)];
			if (one === two) continue;
			expect(isIban(iban.slice(0, place) + two + one + iban.slice(place + 2))).toBe(false);
		}
	});
});

describe("a NIT's check digit", () => {
	it.each([
		['213123432', '1'], // python-stdnum
		['800197268', '4'], // DIAN's own
		['899999063', '3'], // Universidad Nacional de Colombia
	])('of %s is %s', (number, digit) => {
		expect(nitCheckDigit(number)).toBe(digit);
	});

	it('differs after a change of one digit, except between the remainders 10 and 1', () => {
		fc.assert(
			fc.property(
				fc.stringMatching(/^[1-9]\d{8}$/).chain((n) => fc.tuple(fc.constant(n), oneDigitWrong(n))),
				([number, changed]) => {
					const [own, other] = [nitCheckDigit(number), nitCheckDigit(changed)];
					return own !== other || own === '1';
				},
			),
		);
	});
});
