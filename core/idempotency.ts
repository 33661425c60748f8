import { hash } from 'node:crypto';
import { isObject, memberOf } from './json';
import { compareAmounts } from './money';

/**
 * The form of generated keys. A reference that looks like one is hashed, so that the two never
 * collide.
 */
export const OWN_KEY_FORM = /^(auto|ref)\.[0-9a-f]{64}$/;

/** The identity of one write: unique among writes, and equal for all attempts of the same write. */
export interface WriteIdentity {
	/**
	 * unique for the execution that made the first attempt; n8n keeps it for every retry of that
	 * execution
	 */
	seed: string;
	workflowId: string;
	/**
	 * n8n restores a stored execution's nodes by name, so a node that was replaced under the same
	 * name continues
	 */
	nodeName: string;
	/** how many times the node has already run in the execution, for loops */
	runIndex: number;
	itemIndex: number;
	/** e.g. `order.create` */
	operation: string;
}

/**
 * Returns the same key for every attempt of one write: Retry On Fail, Retry in the execution list,
 * a 401 resend, Wait and resume. Neither body nor time is part of it: a repeated write with another
 * body must be detected as a conflict.
 */
export function automaticKey(identity: WriteIdentity): string {
	const { seed, workflowId, nodeName, runIndex, itemIndex, operation } = identity;
	// JSON keeps the parts separate: ["a","bc"] and ["ab","c"] must not collide.
	const parts = JSON.stringify(['v2', seed, workflowId, nodeName, runIndex, itemIndex, operation]);
	return `auto.${hash('sha256', parts)}`;
}

/**
 * The documented format of an idempotency key: 1 to 80 characters of `[A-Za-z0-9_.-]`
 * (kernelhost.md 6). KillB documents none for its header; the same keys are used there.
 */
const LEGAL = /^[A-Za-z0-9_.-]{1,80}$/;

/** Characters that look blank: `\s` lacks the next-line control and the blank Braille pattern. */
const BLANKS = /[\s\u0085\u2800]+/gu;

/** Invisible characters: control and format characters, variation selectors, fillers. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;

/** Hyphens that look like the ASCII one. Word processors and spreadsheets insert them. */
const HYPHENS = /[\u2010\u2011]/gu;

/**
 * JavaScript's text for a missing value or for a date that is none, and Luxon's. With letters around
 * it, it is part of a word such as "annulled".
 */
const MISSING_VALUE =
	/undefined|(?<![A-Za-z])(?:null|NaN|Invalid Date(?:Time)?)(?![A-Za-z])|\[object \w+\]/;

/**
 * Removes invisible differences from a reference: blanks of every kind become one space and are
 * trimmed, invisible characters are dropped, and letters have one form (Unicode NFC).
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
 * Returns the problem of a normalized reference, if any.
 * @param isCalculated whether it comes from an expression: only then does a word such as
 *   "undefined" mean a missing value
 */
export function referenceProblem(reference: string, isCalculated: boolean): string | undefined {
	if (reference === '') return 'is empty';
	return isCalculated && MISSING_VALUE.test(reference)
		? `is "${reference.slice(0, 80)}": a value in its expression is missing`
		: undefined;
}

/**
 * Returns a normalized reference as an idempotency key: unchanged where it is a legal key and
 * covers nothing else, otherwise hashed, so that two references never share a key.
 * @param covers the rest of the key's scope, e.g. the operation and the service it acts on: KernelHost
 *   names only a hash of the body as what it compares, not the URL (kernelhost.md 6)
 */
export function referenceKey(reference: string, covers: readonly string[] = []): string {
	if (covers.length > 0) return `ref.${hash('sha256', JSON.stringify([reference, ...covers]))}`;
	return LEGAL.test(reference) && !OWN_KEY_FORM.test(reference)
		? reference
		: `ref.${hash('sha256', reference)}`;
}

/** One requested value, and its place in the service's record. */
export interface Comparison {
	/** its name in messages, as in the form, e.g. `Amount` */
	label: string;
	asked: unknown;
	/** names of members, outermost first, e.g. `['beneficiary', 'account']` */
	path: readonly string[];
	/** whether dots and dashes count, as in `ana.b` and `vps-1.1` */
	isName?: true;
}

/** A difference between the request and the record that the service returned. */
interface Difference {
	label: string;
	asked: string;
	found: string;
}

/**
 * Usual names of envelopes around a record; the actual name is not documented (kernelhost.md 4.1).
 */
const ENVELOPES = ['data', 'order', 'action', 'payout', 'ramp', 'user', 'account', 'result'];

/**
 * Returns the differences between a record and the request. Only values that both have are
 * compared: a missing or masked value proves nothing. Numbers are compared as numbers, texts
 * without case and punctuation, names and email addresses without case, objects member by member,
 * and lists by the IDs of their entries.
 */
export function differences(record: unknown, comparisons: readonly Comparison[]): Difference[] {
	return comparisons.flatMap(({ label, asked, path, isName }) =>
		unequal(label, asked, valueAt(record, path), isName),
	);
}

function valueAt(record: unknown, path: readonly string[]): unknown {
	const direct = path.reduce<unknown>(memberOf, record);
	if (direct !== undefined) return direct;
	const inside = ENVELOPES.map((name) => memberOf(record, name)).find(isObject);
	return inside === undefined ? undefined : path.reduce<unknown>(memberOf, inside);
}

function unequal(label: string, asked: unknown, found: unknown, isName = false): Difference[] {
	if (isAbsent(asked) || isAbsent(found)) return [];
	if (Array.isArray(asked) && Array.isArray(found)) {
		if (asked.length === found.length) {
			const others = inOrderOf(asked, found);
			return asked.flatMap((entry, index) =>
				unequal(`${label} ${index + 1}`, entry, others[index]),
			);
		}
		return [{ label, asked: `${asked.length} entries`, found: `${found.length} entries` }];
	}
	if (isObject(asked) && isObject(found)) {
		return Object.keys(asked).flatMap((name) =>
			unequal(`${label} › ${name}`, asked[name], memberOf(found, name)),
		);
	}
	// A record may hold an object where the request has an ID, or the other way round.
	if (typeof asked === 'object' || typeof found === 'object') return [];
	return isSame(asked, String(found), isName)
		? []
		: [{ label, asked: shown(asked), found: shown(found) }];
}

/**
 * Returns the entries found, in the order of those requested: no vendor documents the order of an
 * answer. Entries without an ID, or with others than requested, stay where they are.
 */
function inOrderOf(asked: readonly unknown[], found: readonly unknown[]): readonly unknown[] {
	const byId = new Map(found.map((entry) => [memberOf(entry, 'id'), entry]));
	const ids = asked.map((entry) => memberOf(entry, 'id'));
	const isMatched =
		byId.size === found.length && ids.every((id) => id !== undefined && byId.has(id));
	return isMatched ? ids.map((id) => byId.get(id)) : found;
}

function isAbsent(value: unknown): boolean {
	return value === undefined || value === null || value === '';
}

function isSame(asked: unknown, found: string, isName: boolean): boolean {
	const text = String(asked);
	if (isMasked(found) || text === found) return true;
	if (isSameNumber(text.trim(), found.trim())) return true;
	if (typeof asked === 'number' || hasDecimals(text) || hasDecimals(found)) return false;
	const exact = isName || text.includes('@') || found.includes('@');
	return exact ? folded(text) === folded(found) : plain(text) === plain(found);
}

/** Normalizes a text in which dots and dashes count. */
function folded(text: string): string {
	return text.normalize('NFC').toLowerCase().replace(/\s/gu, '');
}

/**
 * Normalizes a text: services store document and phone numbers without the blanks, dashes and dots
 * that people group them with.
 */
function plain(text: string): string {
	return folded(text).replace(/[().-]/gu, '');
}

/**
 * Whether two texts are the same number. Account numbers are texts: `0012` is not `12`. Only
 * decimals without leading zeros on both sides are numbers.
 */
function isSameNumber(a: string, b: string): boolean {
	const isNumber = (text: string) => /^-?(0|[1-9]\d{0,30})(\.\d{1,30})?$/.test(text);
	return isNumber(a) && isNumber(b) && compareAmounts(a, b) === 0;
}

/** Whether a text is a number with decimals: behind a dot that groups digits are three of them. */
function hasDecimals(text: string): boolean {
	return /^\s*-?\d+\.(\d{1,2}|\d{4,})\s*$/.test(text);
}

/** Whether a text is masked: services often show only a part of a number, such as `****1234`. */
function isMasked(text: string): boolean {
	return /[*•…]|x{3,}/i.test(text);
}

function shown(value: unknown): string {
	return String(value).slice(0, 80);
}
