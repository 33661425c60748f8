import {
	excerpt,
	type FieldProblem,
	firstEntries,
	type LabelOf,
	MAXIMUM_SHORT_TEXT,
} from './explanation';
import { withoutStop } from '../sentences';

/**
 * Reads the list of rejected fields in an error body. Its shape is not documented, so it is read
 * leniently: texts, objects, or an object with a member per field.
 */
export function readFieldProblems(list: unknown): FieldProblem[] {
	const entries = Array.isArray(list) ? list : Object.entries(asObject(list)).map(byMember);
	return firstEntries(
		entries,
		(entry) => [shortened(problemIn(entry))],
		(count) => ({ problem: `and ${count} more` }),
	);
}

function byMember([field, problem]: [string, unknown]): unknown {
	const message = [problem].flat().filter((one) => typeof one === 'string');
	return message.length > 0 ? { field, message: message.join('; ') } : { [field]: problem };
}

function asObject(value: unknown): Record<string, unknown> {
	return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function problemIn(entry: unknown): FieldProblem {
	if (typeof entry !== 'object' || entry === null) return { problem: String(entry) };
	const { field, path, pointer, name, message, detail, reason } = entry as Record<string, unknown>;
	const where = [field, path, pointer, name].find((part) => typeof part === 'string');
	const what = [message, detail, reason].find((part) => typeof part === 'string');
	if (what === undefined) return { problem: JSON.stringify(entry) };
	return { ...(where === undefined ? {} : { field: String(where) }), problem: String(what) };
}

function shortened({ field, problem }: FieldProblem): FieldProblem {
	return {
		...(field === undefined ? {} : { field: excerpt(field, MAXIMUM_SHORT_TEXT) }),
		problem: excerpt(problem, MAXIMUM_SHORT_TEXT),
	};
}

/** A text that begins with a member's name: `billing_cycle: …`, `data.firstName should …`. */
const NAMED = /^["'`]?([a-z][\w.[\]]*)["'`]?(:?\s)/;

/**
 * Finds the API's name of the field that a problem is about. A text without a field is searched for
 * one: KillB begins its messages with the member's name.
 * @param labelOf tells a name in a text from another word
 */
export function withField({ field, problem }: FieldProblem, labelOf?: LabelOf): FieldProblem {
	if (field !== undefined) return { field, problem };
	const [start, name = '', gap = ''] = NAMED.exec(problem) ?? [''];
	const isName = start !== '' && (gap.startsWith(':') || labelOf?.(name) !== undefined);
	return isName ? { field: name, problem: problem.slice(start.length).trimStart() } : { problem };
}

/** Names the inputs as the form does. A name that the form does not have is kept. */
export function labelled(problems: readonly FieldProblem[], labelOf?: LabelOf): FieldProblem[] {
	return problems.map((one) => {
		const { field, problem } = withField(one, labelOf);
		return field === undefined ? { problem } : { field: labelOf?.(field) ?? field, problem };
	});
}

/** Returns one problem as a line: `Billing Cycle: must be one of monthly, annually`. */
export function problemLine({ field, problem }: FieldProblem): string {
	return field === undefined ? problem : `${field}: ${problem}`;
}

/** Titles beyond this name the fields only. */
const LONGEST_TITLE = 200;

/**
 * Returns the title of an error about rejected input, which says which fields and why: toasts,
 * models and error branches show nothing else.
 */
export function rejectedTitle(service: string, problems: readonly FieldProblem[]): string {
	const [only, ...others] = problems;
	if (only === undefined) return `${service} rejected the input`;
	const reasons = problems.map((problem) => withoutStop(problemLine(problem))).join('; ');
	const named = [...new Set(problems.flatMap(({ field }) => field ?? []))];
	const what = named.length > 1 ? `${named.length} fields` : (named[0] ?? 'the input');
	if (others.length === 0) {
		return `${service} rejected ${only.field ?? 'the input'}: ${excerpt(withoutStop(only.problem), LONGEST_TITLE)}`;
	}
	if (reasons.length <= LONGEST_TITLE) return `${service} rejected ${what}: ${reasons}`;
	return named.length > 1
		? `${service} rejected ${what}: ${excerpt(named.join(', '), LONGEST_TITLE)}`
		: `${service} rejected ${what}: ${excerpt(reasons, LONGEST_TITLE)}`;
}
