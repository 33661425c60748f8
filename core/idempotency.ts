import { createHash } from 'node:crypto';
import { compareAmounts } from './money';

/**
 * The forms of the keys that are made here; a reference that looks like one is hashed, so that the
 * two never meet.
 */
export const OWN_KEY_FORM = /^(auto|ref)\.[0-9a-f]{64}$/;

/** What makes one write different from every other, and stays the same over all attempts of it. */
export interface WriteIdentity {
	/**
	 * unique for the execution that tried the write first; n8n keeps it for every retry of that
	 * execution
	 */
	seed: string;
	workflowId: string;
	/**
	 * n8n hands a stored execution back to its nodes by name, so a node that was replaced under its
	 * name goes on
	 */
	nodeName: string;
	/** how many times the node has run in the execution, for loops */
	runIndex: number;
	itemIndex: number;
	/** e.g. `order.create` */
	operation: string;
}

/**
 * The same key for every attempt of one write: Retry On Fail, Retry in the list of executions, a
 * 401 resend, Wait and resume. Neither body nor time go in: a repeated write with another body must
 * be seen as the conflict that it is.
 */
export function automaticKey(identity: WriteIdentity): string {
	const { seed, workflowId, nodeName, runIndex, itemIndex, operation } = identity;
	// JSON keeps the parts apart: ["a","bc"] and ["ab","c"] must not meet.
	const parts = JSON.stringify(['v2', seed, workflowId, nodeName, runIndex, itemIndex, operation]);
	return `auto.${createHash('sha256').update(parts, 'utf8').digest('hex')}`;
}

/**
 * The documented format of an idempotency key: 1 to 80 characters of `[A-Za-z0-9_.-]`
 * (kernelhost.md 6). KillB documents none for its header; the same keys are used there.
 */
const LEGAL = /^[A-Za-z0-9_.-]{1,80}$/;

/**
 * What is blank on a screen: `\s` leaves out the next-line control and the blank Braille pattern.
 */
const BLANKS = /[\s\u0085\u2800]+/gu;

/** What no screen shows: control and format characters, variation selectors, fillers. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;

/**
 * Hyphens that look like the one on a keyboard. Word processors and spreadsheets put them in its
 * place.
 */
const HYPHENS = /[\u2010\u2011]/gu;

/**
 * What JavaScript writes in the place of a value that is not there. Letters around it make it part
 * of a word, such as "annulled".
 */
const MISSING_VALUE = /undefined|(?<![A-Za-z])(?:null|NaN)(?![A-Za-z])|\[object \w+\]/;

/**
 * A reference without the differences that nobody can see: blanks of every kind count as one space,
 * and not at all at its ends; invisible characters do not count; letters have one form (Unicode
 * NFC).
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
 * @param isCalculated whether an expression made it: only then a word such as "undefined" means
 *   that a value was missing
 */
export function referenceProblem(reference: string, isCalculated: boolean): string | undefined {
	if (reference === '') return 'is empty';
	return isCalculated && MISSING_VALUE.test(reference)
		? `is "${reference.slice(0, 80)}": a value in its expression is missing`
		: undefined;
}

/**
 * A normalized reference as an idempotency key: unchanged where it is legal and stands for one
 * thing only, otherwise hashed, so that two references never share a key.
 * @param covers what else the key stands for, e.g. the operation and the service it acts on:
 *   services compare a body, not an address (kernelhost.md 6)
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

/** One thing that was asked for, and where the service's record says it. */
export interface Comparison {
	/** how a message names it, in the form's own words, e.g. `Amount` */
	label: string;
	asked: unknown;
	/** names of members, outermost first, e.g. `['beneficiary', 'account']` */
	path: readonly string[];
}

/** A difference between what was asked for and a record that the service answered with. */
interface Difference {
	label: string;
	asked: string;
	found: string;
}

/**
 * A record may stand inside an envelope whose name is not documented (kernelhost.md 4.1); these are
 * usual.
 */
const ENVELOPES = ['data', 'order', 'action', 'payout', 'ramp', 'user', 'account', 'result'];

/**
 * Where a record differs from what was asked for. Only what both say is compared: what the record
 * leaves out or masks proves nothing. Numbers are compared as numbers, texts without case and
 * punctuation, objects member by member.
 */
export function differences(record: unknown, comparisons: readonly Comparison[]): Difference[] {
	return comparisons.flatMap(({ label, asked, path }) =>
		unequal(label, asked, valueAt(record, path)),
	);
}

function valueAt(record: unknown, path: readonly string[]): unknown {
	const direct = path.reduce<unknown>(memberOf, record);
	if (direct !== undefined) return direct;
	const inside = ENVELOPES.map((name) => memberOf(record, name)).find(isRecord);
	return inside === undefined ? undefined : path.reduce<unknown>(memberOf, inside);
}

function memberOf(value: unknown, name: string): unknown {
	return isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function unequal(label: string, asked: unknown, found: unknown): Difference[] {
	if (isAbsent(asked) || isAbsent(found)) return [];
	if (Array.isArray(asked) && Array.isArray(found)) {
		if (asked.length === found.length) {
			return asked.flatMap((entry, index) => unequal(`${label} ${index + 1}`, entry, found[index]));
		}
		return [{ label, asked: `${asked.length} entries`, found: `${found.length} entries` }];
	}
	if (isRecord(asked) && isRecord(found)) {
		return Object.keys(asked).flatMap((name) =>
			unequal(`${label} › ${name}`, asked[name], memberOf(found, name)),
		);
	}
	// A record may name an object where an ID was asked for, or the other way round.
	if (typeof asked === 'object' || typeof found === 'object') return [];
	return isSame(String(asked), String(found))
		? []
		: [{ label, asked: shown(asked), found: shown(found) }];
}

function isAbsent(value: unknown): boolean {
	return value === undefined || value === null || value === '';
}

function isSame(asked: string, found: string): boolean {
	if (isMasked(found)) return true;
	return plain(asked) === plain(found) || isSameNumber(asked.trim(), found.trim());
}

/**
 * Services write numbers of documents and phones without the blanks, dashes and dots in which
 * people group them.
 */
function plain(text: string): string {
	return text
		.normalize('NFC')
		.toLowerCase()
		.replace(/[\s().-]/gu, '');
}

/**
 * Account numbers are texts: `0012` is not `12`. Only what is written as a decimal on both sides,
 * without leading zeros, is a number.
 */
function isSameNumber(a: string, b: string): boolean {
	const isNumber = (text: string) => /^-?(0|[1-9]\d{0,30})(\.\d{1,30})?$/.test(text);
	return isNumber(a) && isNumber(b) && compareAmounts(a, b) === 0;
}

/** Services often show a part of a number only, such as `****1234`. */
function isMasked(text: string): boolean {
	return /[*•…]|x{3,}/i.test(text);
}

function shown(value: unknown): string {
	return String(value).slice(0, 80);
}
