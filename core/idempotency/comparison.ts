import { compareAmounts } from '../money/decimal';

/** One thing that was asked for, and where the service's record says it. */
export interface Comparison {
	/** how a message names it, in the form's own words, e.g. `Amount` */
	label: string;
	asked: unknown;
	/** names of members, outermost first, e.g. `['beneficiary', 'account']` */
	path: readonly string[];
}

/** A difference between what was asked for and a record that the service answered with. */
export interface Difference {
	label: string;
	asked: string;
	found: string;
}

/** A record may stand inside an envelope whose name is not documented (kernelhost.md section 4.1); these are usual. */
const ENVELOPES = ['data', 'order', 'action', 'payout', 'ramp', 'user', 'account', 'result'];

/**
 * Where a record differs from what was asked for. Only what both say is compared: what the record leaves out or masks proves nothing.
 * Numbers are compared as numbers, texts without case and punctuation, objects member by member.
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

/** Services write numbers of documents and phones without the blanks, dashes and dots in which people group them. */
function plain(text: string): string {
	return text
		.normalize('NFC')
		.toLowerCase()
		.replace(/[\s().-]/gu, '');
}

/** Account numbers are texts: `0012` is not `12`. Only what is written as a decimal on both sides, without leading zeros, is a number. */
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
