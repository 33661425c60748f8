import type { ErrorCode } from '../errors';
import type { AnswerBody } from './response';

/** A message for the user: what happened, and what to do about it. */
export interface Remedy {
	message: string;
	advice: string;
}

/** A remedy and the code of its error. */
export interface CodedRemedy extends Remedy {
	code: ErrorCode;
}

/** Remedies by the vendor's name for a failure. */
export type Remedies = Readonly<Record<string, Remedy>>;

/** Remedies by HTTP status. */
export type RemediesByStatus = Readonly<Record<number, Remedy>>;

/** How a service's codes begin. */
type ServicePrefix = 'KH' | 'KILLB';

/** Advice for a rejected request, by HTTP status. */
export type AdviceByStatus = Readonly<Record<number, string>>;

/** What is wrong with one input. */
export interface FieldProblem {
	/** the input's label, or the API's name for it; undefined where none is named */
	field?: string;
	problem: string;
}

/** Returns the label of the input that fills an API's member, e.g. `billing_cycle`. */
export type LabelOf = (member: string) => string | undefined;

/** What the caller of a rejected request knows better than the service. */
export interface RequestHints {
	/** replaces the service's general advice */
	advice?: AdviceByStatus;
	/** names the inputs as the form does */
	labelOf?: LabelOf;
}

/** The explanation of a rejected request, in words and in parts that workflows can branch on. */
export interface Explanation {
	code: ErrorCode;
	message: string;
	/** the advice; then on lines of their own the fields, the server's words, its code and IDs */
	description: string;
	details: Record<string, string | string[] | FieldProblem[] | Array<Record<string, string>>>;
}

/**
 * Returns the remedy for a name, with the code that the name gives it. Own properties only: the
 * server chooses the name, and "constructor" is not a reason.
 * @param prefix the service in the code, e.g. `KH`
 */
export function remedyFor(
	prefix: ServicePrefix,
	table: Remedies,
	name: string | undefined,
): CodedRemedy | undefined {
	const remedy = name !== undefined && Object.hasOwn(table, name) ? table[name] : undefined;
	return remedy && { code: vendorCode(prefix, name ?? ''), ...remedy };
}

/** Returns the remedy for an HTTP status, with the code that the status gives it. */
export function remedyForStatus(
	prefix: ServicePrefix,
	table: RemediesByStatus,
	status: number,
): CodedRemedy | undefined {
	const remedy = table[status];
	return remedy && { code: vendorCode(prefix, `HTTP_${status}`), ...remedy };
}

/** Returns the code for the vendor's name of a failure: KillB's `AUTH.0001` is `KILLB_AUTH_0001`. */
export function vendorCode(prefix: ServicePrefix, name: string): ErrorCode {
	return `${prefix}_${name.toUpperCase().replaceAll('.', '_')}`;
}

/**
 * Returns the remedy for an answer that did not come from the API but from a proxy, a firewall or
 * another site.
 * @param setting the credential field that holds the URL
 */
export function foreignRemedy(service: string, status: number, setting: string): CodedRemedy {
	return {
		code: 'WRONG_SERVICE',
		message: `${service}’s URL returned an unexpected response (HTTP ${status})`,
		advice:
			status >= 500
				? 'Try again later.'
				: `Check the ${setting} in the credential, and n8n’s proxy.`,
	};
}

/**
 * Returns the remedy for a redirect, which is never followed.
 * @param the part of the request that must not reach another host, e.g. `A signature`
 */
export function redirectRemedy(service: string, setting: string, what: string): CodedRemedy {
	return {
		code: 'REDIRECTED',
		message: `${service}’s URL redirects to another one`,
		advice: `${what} is never sent to a redirect. Check the ${setting} in the credential: it must be the final URL, after redirects.`,
	};
}

/**
 * Whether an answer without the API's error body may still come from the API. HTML and plain text
 * come from elsewhere, such as a proxy.
 */
export function mayBeTheApis({ kind }: AnswerBody): boolean {
	return kind === 'json' || kind === 'empty';
}

/**
 * Returns the last lines of an explanation: the service's code, the status and the request ID.
 * @param code the service's own name for the error
 */
export function technicalLines(
	code: string | undefined,
	status: number,
	requestId: string | undefined,
): string[] {
	return [
		code === undefined ? `HTTP ${status}` : `Code: ${code} (HTTP ${status})`,
		...(requestId === undefined ? [] : [`Request ID: ${requestId}`]),
	];
}

/** Returns the members that have a value. */
export function defined<T>(members: Readonly<Record<string, T | undefined>>): Record<string, T> {
	return Object.fromEntries(
		Object.entries(members).filter((entry): entry is [string, T] => entry[1] !== undefined),
	);
}

/** The longest text that is kept of an error answer. */
export const MAXIMUM_TEXT = 2000;
export const MAXIMUM_SHORT_TEXT = 300;
/** How many messages, fields or arguments of an error answer are kept. */
const MAXIMUM_ENTRIES = 20;

/** Cuts a text to a number of characters, with an ellipsis where it was cut. */
export function excerpt(text: string, characters: number): string {
	return text.length <= characters ? text : `${text.slice(0, characters)}…`;
}

/**
 * Reads the first entries of a list and says how many more there are, so that a list of thousands
 * becomes a few texts.
 */
export function firstEntries<T>(
	list: readonly unknown[],
	read: (entry: unknown) => T[],
	more: (count: number) => T,
): T[] {
	const shown = list.slice(0, MAXIMUM_ENTRIES).flatMap(read);
	const left = list.length - MAXIMUM_ENTRIES;
	return left > 0 ? [...shown, more(left)] : shown;
}
