import { makeSafeForItems, MAXIMUM_DEPTH } from '../json/safeForItems';
import { parseJson } from './json';

/** A body as the server meant it. Proxies answer HTML and nothing at all where the API would answer JSON. */
export type AnswerBody =
	| { kind: 'json'; value: unknown }
	| { kind: 'html'; title: string }
	| { kind: 'text'; text: string }
	| { kind: 'empty' }
	/** more than was to be read; nothing of it was kept */
	| { kind: 'tooLarge'; megabytes: number }
	/** JSON that is nested deeper than n8n can carry */
	| { kind: 'tooDeep' };

/** Bounded, and never across the next tag: a page of nothing but `<title` must not be read again from each of them. */
const TITLE = /<title(?:\s[^<>]{0,200})?>([^<]{1,200})/i;
const SHOWN_CHARACTERS = 300;

/** Reads a body by what it is rather than by its label: a proxy's page may be labelled JSON, and JSON may have no label. Never throws. */
export function readBody(text: string): AnswerBody {
	const trimmed = text.trim();
	if (trimmed === '') return { kind: 'empty' };
	const parsed = parseJson(trimmed);
	if (parsed.ok) {
		return makeSafeForItems(parsed.value)
			? { kind: 'json', value: parsed.value }
			: { kind: 'tooDeep' };
	}
	if (/^<(!doctype|html|head|body)\b/i.test(trimmed)) {
		return { kind: 'html', title: (TITLE.exec(trimmed)?.[1] ?? '').trim() };
	}
	return { kind: 'text', text: trimmed };
}

/** One sentence about a body that is not the API's JSON, for an error's description. */
export function describeForeignBody(body: AnswerBody): string {
	switch (body.kind) {
		case 'html':
			return `The answer is a web page${body.title ? ` ("${body.title}")` : ''}, not the API's JSON: a proxy, a firewall or another site answered.`;
		case 'text':
			return `The answer is not JSON: "${body.text.slice(0, SHOWN_CHARACTERS)}".`;
		case 'empty':
			return 'The answer has no body.';
		case 'json':
			return 'The answer is JSON of another form than the API documents.';
		case 'tooLarge':
			return `The answer is larger than ${body.megabytes} MB. It was not read to its end.`;
		case 'tooDeep':
			return `The answer is JSON that is nested more than ${MAXIMUM_DEPTH} levels deep. n8n can't carry that.`;
	}
}
