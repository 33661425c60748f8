/** White space, dashes of all kinds, and invisible characters. */
const SEPARATORS = /[\s\p{Pd}\p{Cf}]/gu;

/** Returns a text without white space and without invisible characters. */
export function withoutBlanks(text: string): string {
	return text.replace(/[\s\p{Cf}]/gu, '');
}

/** Returns a number such as `032 180-00011835971 9` as digits; what is not a number only trimmed. */
export function digitsOf(text: string): string {
	const digits = text.replace(SEPARATORS, '');
	return /^\d+$/.test(digits) && /^[\d\s\p{Cf}]/u.test(text) ? digits : text.trim();
}

/** Returns an IBAN such as `GB29 NWBK 6016 1331 9268 19` as it is stored, without blanks. */
export function ibanOf(text: string): string {
	return text.replace(SEPARATORS, '').toUpperCase();
}

/**
 * Returns a phone number such as `+57 (601) 555-5555` as `+` and digits. One with a "(0)", which is
 * not dialled from abroad, and what is not a phone number are only trimmed.
 */
export function phoneOf(text: string): string {
	const trimmed = text.replace(/\p{Cf}/gu, '').trim();
	if (!/^\+?[\d(][\d\s()./\p{Pd}]*$/u.test(trimmed) || /\(\s*0\s*\)/.test(trimmed)) return trimmed;
	return trimmed.replace(/[^+\d]/g, '');
}

/** Returns a CPF or CNPJ in its usual punctuation without it, and other texts trimmed. */
export function brazilianOf(text: string): string {
	const trimmed = text.trim();
	const isWritten =
		/^\d{3}\.\d{3}\.\d{3}-\d{2}$/.test(trimmed) ||
		/^[\dA-Za-z]{2}\.[\dA-Za-z]{3}\.[\dA-Za-z]{3}\/[\dA-Za-z]{4}-\d{2}$/.test(trimmed);
	return isWritten ? trimmed.replace(/[./-]/g, '').toUpperCase() : trimmed;
}
