import type { AnswerBody } from './response';

/** What a person reads: what happened, and what to do about it. */
export interface Remedy {
	message: string;
	advice: string;
	/**
	 * the anchor of its entry on the page about errors, where the message is the vendor's and not
	 * ours
	 */
	entry?: string;
}

/** Remedies by the vendor's own name for a failure. */
export type Remedies = Readonly<Record<string, Remedy>>;

/** What to do about a refusal of one request, by HTTP status. */
export type AdviceByStatus = Readonly<Record<number, string>>;

/** A refused request in words, and its parts for workflows that branch on them. */
export interface Explanation {
	message: string;
	/** one paragraph: advice, what the server said, then code, status and ids in brackets */
	description: string;
	/**
	 * the anchor of its entry on the page about errors, where the message is the vendor's and not
	 * ours
	 */
	entry?: string;
	details: Record<string, string | string[] | Array<Record<string, string>>>;
}

/** Own properties only: the server chooses the name, and "constructor" is not a reason. */
export function remedyFor(table: Remedies, name: string | undefined): Remedy | undefined {
	return name !== undefined && Object.hasOwn(table, name) ? table[name] : undefined;
}

/**
 * For an answer that the API itself did not give: a proxy's, a firewall's, another site's.
 * @param setting the field of the credential that holds the address
 */
export function foreignRemedy(service: string, status: number, setting: string): Remedy {
	return {
		message: `${service}’s address answered HTTP ${status}`,
		advice:
			status >= 500
				? 'Try again later.'
				: `Check the ${setting} of the credential and the proxy of this n8n.`,
	};
}

/**
 * For a redirect, which is never followed.
 * @param what travels with a request and must not go to another place, e.g. `A signature`
 */
export function redirectRemedy(service: string, setting: string, what: string): Remedy {
	return {
		message: `${service}’s address answered with a redirect`,
		advice: `${what} does not follow redirects. Check the ${setting} of the credential; it must be the final address.`,
	};
}

/**
 * Whether an answer without the API's own error body may still be the API's. HTML and plain text
 * are somebody else's.
 */
export function mayBeTheApis({ kind }: AnswerBody): boolean {
	return kind === 'json' || kind === 'empty';
}

/** Joins what is there to one paragraph, technical facts in brackets at its end. */
export function paragraph(
	sentences: ReadonlyArray<string | undefined>,
	technical: ReadonlyArray<string | undefined>,
): string {
	return [...sentences, `(${technical.filter(Boolean).join(', ')})`].filter(Boolean).join(' ');
}

/** The members that have a value. */
export function defined<T>(members: Readonly<Record<string, T | undefined>>): Record<string, T> {
	return Object.fromEntries(
		Object.entries(members).filter((entry): entry is [string, T] => entry[1] !== undefined),
	);
}

/** How much of the texts of an error answer is kept: a text, and one of many. */
export const MAXIMUM_TEXT = 2000;
export const MAXIMUM_SHORT_TEXT = 300;
/** How many messages, fields or arguments of an error answer are kept. */
const MAXIMUM_ENTRIES = 20;

/** A text up to a number of characters, and where it was cut, a sign of it. */
export function excerpt(text: string, characters: number): string {
	return text.length <= characters ? text : `${text.slice(0, characters)}…`;
}

/**
 * The first entries of a list, each read on its own, and how many more there are: a list of
 * thousands becomes a few texts.
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
