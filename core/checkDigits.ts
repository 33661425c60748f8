/**
 * Check digits of bank accounts, cards and documents. Each function takes the number without blanks
 * and punctuation and is false for anything but a number of its kind with the right check digits.
 *
 * Written here, because the known library (stdnum) also rejects banks and places that are not on a
 * list of its own, which a new bank would not be.
 */

/** Returns the sum of each digit times its weight; the weights start again at the end. */
function weightedSum(digits: string, weights: readonly number[]): number {
	return [...digits].reduce(
		(sum, digit, index) => sum + Number(digit) * (weights[index % weights.length] ?? 0),
		0,
	);
}

/**
 * A payment card: the Luhn algorithm (ISO/IEC 7812-1, annex B). It catches every wrong digit, and
 * two neighbours that changed places unless they are 0 and 9.
 */
export function isCardNumber(text: string): boolean {
	if (!/^\d{12,19}$/.test(text)) return false;
	const sum = [...text].reverse().reduce((total, digit, index) => {
		const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
		return total + (value > 9 ? value - 9 : value);
	}, 0);
	return sum % 10 === 0;
}

/**
 * A CLABE of Mexico, 18 digits (Banco de México, circular 14/2017, annex): the weights are 3, 7 and
 * 1. It catches every wrong digit.
 */
export function isClabe(text: string): boolean {
	return /^\d{18}$/.test(text) && checkDigit(text.slice(0, -1), [3, 7, 1]) === text.slice(-1);
}

/**
 * A CBU or CVU of Argentina, 22 digits (BCRA, Comunicaciones "A" 2622 and "A" 6510): bank and
 * account have a check digit each. They catch every wrong digit.
 */
export function isCbu(text: string): boolean {
	if (!/^\d{22}$/.test(text)) return false;
	const bank = checkDigit(text.slice(0, 7), [7, 1, 3, 9]);
	const account = checkDigit(text.slice(8, -1), [3, 9, 7, 1]);
	return text.charAt(7) === bank && text.slice(-1) === account;
}

/** Returns the digit that makes the weighted sum a multiple of ten. */
function checkDigit(digits: string, weights: readonly number[]): string {
	return String((10 - (weightedSum(digits, weights) % 10)) % 10);
}

/**
 * A CPF of a person in Brazil, 11 digits (Receita Federal: modulo 11). It catches every wrong digit
 * but a few between 0 and 1 that the remainder 10 hides.
 */
export function isCpf(text: string): boolean {
	return /^\d{11}$/.test(text) && hasTwoCheckDigits(text, 11);
}

/**
 * A CNPJ of a company in Brazil, 12 digits or letters and 2 check digits (Receita Federal: modulo
 * 11; IN RFB 2229/2024 gives letters their ASCII code less 48).
 */
export function isCnpj(text: string): boolean {
	return /^[\dA-Z]{12}\d{2}$/.test(text) && hasTwoCheckDigits(text, 9);
}

/** @param largest the weights are 2, 3 and so on from the right, and after this one 2 again */
function hasTwoCheckDigits(text: string, largest: number): boolean {
	const digitOf = (part: string) => {
		const sum = [...part].reverse().reduce((total, character, index) => {
			return total + (character.charCodeAt(0) - 48) * ((index % (largest - 1)) + 2);
		}, 0);
		return String(((sum * 10) % 11) % 10);
	};
	const first = digitOf(text.slice(0, -2));
	const second = digitOf(text.slice(0, -1));
	return text.slice(-2) === first + second;
}

/** Weights from the right (DIAN, Orden Administrativa 4 of 1989). */
const NIT_WEIGHTS = [3, 7, 13, 17, 19, 23, 29, 37, 41, 43, 47, 53, 59, 67, 71];

/**
 * Returns the check digit of a NIT of Colombia.
 * @param number up to 15 digits without the check digit
 */
export function nitCheckDigit(number: string): string {
	const rest = weightedSum([...number].reverse().join(''), NIT_WEIGHTS) % 11;
	return String(rest < 2 ? rest : 11 - rest);
}

/** The lengths of IBANs by country, from the IBAN registry (SWIFT). */
const IBAN_LENGTHS: ReadonlySet<string> = new Set(
	(
		'AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DK18 DO28 ' +
		'EE20 EG29 ES24 FI18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 ' +
		'IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 MC27 MD24 ME22 MK19 MR27 MT31 MU30 NL18 ' +
		'NO15 PK24 PL28 PS29 PT25 QA29 RO24 RS22 SA24 SC31 SE24 SI19 SK24 SM27 ST25 SV28 TL23 TN24 ' +
		'TR26 UA29 VA22 VG24 XK20'
	).split(' '),
);

/**
 * Whether a text has the country and the length of an IBAN, but not its check digits. What has
 * another length may be an account number of another kind.
 */
export function isDamagedIban(text: string): boolean {
	const isAlike =
		/^[A-Z]{2}\d{2}/.test(text) && IBAN_LENGTHS.has(text.slice(0, 2) + String(text.length));
	return isAlike && !isIban(text);
}

/**
 * An IBAN (ISO 13616; check digits of ISO 7064, MOD 97-10). It catches every wrong character and
 * every two neighbours that changed places. The length that a country prescribes is not checked.
 */
export function isIban(text: string): boolean {
	if (!/^[A-Z]{2}\d{2}[\dA-Z]{11,30}$/.test(text)) return false;
	const moved = text.slice(4) + text.slice(0, 4);
	const digits = [...moved].map((character) => String(parseInt(character, 36))).join('');
	return BigInt(digits) % 97n === 1n;
}
