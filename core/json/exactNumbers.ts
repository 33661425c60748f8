import { isSameDecimal } from '../money/decimal';

/**
 * A text or a number of a JSON document. Texts are matched to be left alone: what looks like a number in them is none. One that does not
 * end is matched to the end of the document, so that none of it is read again.
 */
const TEXT_OR_NUMBER = /"(?:[^"\\]|\\[\s\S])*(?:"|\\?$)|-?\d[\d.eE+-]*/g;

/**
 * Where a document could hold a number that JavaScript rounds: 16 digits and points in a row, or an exponent of three
 * digits. A double holds every decimal of up to 15 significant digits. Most documents hold none, and are not looked at twice. A number
 * comes after white space, a colon, a comma, a bracket or nothing; ids are full of `3e456`, but come after a quotation mark.
 */
const SUSPECT = /(?:^|[\s:,[])-?(?:[\d.]{16}|[\d.]+[eE][+-]?\d{3})/;

/**
 * The same JSON with every number that JavaScript can't hold exactly as text, digit by digit as it came:
 * `{"amount": 12345678901234567.89}` becomes `{"amount": "12345678901234567.89"}`.
 */
export function withExactNumbers(json: string): string {
	if (!SUSPECT.test(json)) return json;
	return json.replace(TEXT_OR_NUMBER, (token) => (isInexact(token) ? `"${token}"` : token));
}

/** The first number of a JSON document that JavaScript can't hold exactly. */
export function inexactNumber(json: string): string | undefined {
	if (!SUSPECT.test(json)) return undefined;
	return (json.match(TEXT_OR_NUMBER) ?? []).find(isInexact);
}

function isInexact(token: string): boolean {
	if (token.startsWith('"')) return false;
	try {
		return !isSameDecimal(token, String(Number(token)));
	} catch {
		// Out of a double's reach, such as 1e400.
		return true;
	}
}
