import { createHash } from 'node:crypto';
import { OWN_KEY_FORM } from './key';

/**
 * The documented format of an idempotency key: 1 to 80 characters of `[A-Za-z0-9_.-]` (kernelhost.md section 6).
 * KillB documents none for its header; the same keys are used there.
 */
const LEGAL = /^[A-Za-z0-9_.-]{1,80}$/;

/** What is blank on a screen: `\s` leaves out the next-line control and the blank Braille pattern. */
const BLANKS = /[\s\u0085\u2800]+/gu;

/** What no screen shows: control and format characters, variation selectors, fillers. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;

/** Hyphens that look like the one on a keyboard. Word processors and spreadsheets put them in its place. */
const HYPHENS = /[\u2010\u2011]/gu;

/** What JavaScript writes in the place of a value that is not there. Letters around it make it part of a word, such as "annulled". */
const MISSING_VALUE = /undefined|(?<![A-Za-z])(?:null|NaN)(?![A-Za-z])|\[object \w+\]/;

/**
 * A reference without the differences that nobody can see: blanks of every kind count as one space, and not at all at its ends;
 * invisible characters do not count; letters have one form (Unicode NFC).
 */
export function normalizeReference(reference: string): string {
	return reference
		.replace(BLANKS, ' ')
		.replace(INVISIBLE, '')
		.replace(HYPHENS, '-')
		.replace(BLANKS, ' ')
		.trim()
		.normalize('NFC');
}

/**
 * What is wrong with a normalized reference.
 * @param isCalculated whether an expression made it: only then a word such as "undefined" means that a value was missing
 */
export function referenceProblem(reference: string, isCalculated: boolean): string | undefined {
	if (reference === '') return 'is empty';
	return isCalculated && MISSING_VALUE.test(reference)
		? `is "${reference.slice(0, 80)}": a value in its expression is missing`
		: undefined;
}

/**
 * A normalized reference as an idempotency key: unchanged where it is legal and stands for one thing only, otherwise hashed, so that two
 * references never share a key.
 * @param covers what else the key stands for, e.g. the operation and the service it acts on: services compare a body, not an address
 *   (kernelhost.md section 6)
 */
export function referenceKey(reference: string, covers: readonly string[] = []): string {
	if (covers.length > 0) return `ref.${sha256(JSON.stringify([reference, ...covers]))}`;
	return LEGAL.test(reference) && !OWN_KEY_FORM.test(reference)
		? reference
		: `ref.${sha256(reference)}`;
}

function sha256(text: string): string {
	return createHash('sha256').update(text, 'utf8').digest('hex');
}
