import type { ErrorCode } from '../errors';
import {
	type CodedRemedy,
	defined,
	excerpt,
	type Explanation,
	type FieldProblem,
	foreignRemedy,
	type LabelOf,
	MAXIMUM_SHORT_TEXT,
	MAXIMUM_TEXT,
	mayBeTheApis,
	redirectRemedy,
	remedyFor,
	remedyForStatus,
	type RequestHints,
	technicalLines,
} from '../http/explanation';
import {
	labelled,
	problemLine,
	readFieldProblems,
	rejectedTitle,
	withField,
} from '../http/fieldProblems';
import { type AnswerBody, describeForeignBody, isRedirect } from '../http/response';
import { compareClocks } from '../clockSkew';
import { lines, sentences } from '../sentences';
import { ASSUMED } from './overrides';
import { REASONS, STATUSES, TYPES } from './remedies';

/** KernelHost's error body, RFC 7807 with additional members (kernelhost.md 8). */
export interface Problem {
	/**
	 * the documented slug, e.g. `payment_required`; the API writes it bare or as the end of a URL
	 * (kernelhost.md 10.10)
	 */
	type: string | undefined;
	title: string | undefined;
	detail: string | undefined;
	reason: string | undefined;
	requestId: string | undefined;
	/** the rejected fields */
	fields: FieldProblem[];
}

/**
 * Reads an error body of any shape and size. Never throws; missing values are undefined, long ones
 * are cut.
 */
export function readProblem(body: unknown): Problem {
	const members = (typeof body === 'object' && body !== null ? body : {}) as Record<
		string,
		unknown
	>;
	const text = (name: string, characters = MAXIMUM_SHORT_TEXT) => {
		const value = members[name];
		return typeof value === 'string' && value !== '' ? excerpt(value, characters) : undefined;
	};
	return {
		type: text('type')?.split(/[/#]/).filter(Boolean).pop(),
		title: text('title'),
		detail: text('detail', MAXIMUM_TEXT),
		reason: text('reason'),
		requestId: text('request_id'),
		fields: readFieldProblems(members.errors),
	};
}

const UNDOCUMENTED =
	'KernelHost does not document this error. If its message does not say what to correct, quote it and the request ID to KernelHost support.';

/** The documented types by status, for answers without a type, such as a proxy's or a gateway's. */
const TYPE_OF_STATUS: Readonly<Record<number, string>> = {
	400: 'validation_failed',
	401: 'auth_failed',
	402: 'payment_required',
	403: 'forbidden_scope',
	404: 'not_found',
	429: 'rate_limited',
	500: 'internal_error',
};

/** The names that requests have and KernelHost does not document. */
const ASSUMED_NAMES: readonly string[] = [
	ASSUMED.actionField,
	ASSUMED.configOptionsField,
	ASSUMED.webhookUrlField,
	ASSUMED.pageParameter,
	ASSUMED.limitParameter,
	ASSUMED.cursorParameter,
];

/** Where an operation has no advice of its own about names that it assumes. */
const UNDOCUMENTED_FIELDS =
	'If the form has no input for a field that KernelHost reports as unknown or missing, KernelHost does not document its name. Set the right name as actionField, configOptionsField or webhookUrlField in Vendor Overrides in the credential.';

/**
 * Explains a KernelHost error and what to do about it: by its documented reason, or else by its
 * type. Undocumented errors keep the server's own words (kernelhost.md 8).
 * @param hints its advice for 400 says which assumed names the request has
 */
export function explainKernelHost(
	status: number,
	headers: Readonly<Record<string, string>>,
	body: AnswerBody,
	{ advice: adviceHere = {}, labelOf }: RequestHints = {},
): Explanation {
	const problem = readProblem(body.kind === 'json' ? body.value : undefined);
	const requestId = problem.requestId ?? headers['x-request-id'];
	const rejected = problem.fields.length > 0 ? problem.fields : detailOf(problem);
	const named = labelled(rejected, labelOf);
	const fields = problem.fields.length > 0 ? named : [];
	const { code, message, advice } = remedyOf(status, problem, body);
	return {
		code,
		message: isAboutInput(code, status, fields) ? rejectedTitle('KernelHost', named) : message,
		description: lines([
			sentences([advice, isProblem(problem) ? '' : describeForeignBody(body)]),
			...fields.map(problemLine),
			code === 'KH_VALIDATION_FAILED' && !areInForm(rejected, labelOf)
				? (adviceHere[400] ?? UNDOCUMENTED_FIELDS)
				: '',
			quoted(problem),
			...technicalLines(problem.reason ?? problem.type, status, requestId),
		]),
		details: {
			httpCode: String(status),
			...defined({ type: problem.type, reason: problem.reason, requestId }),
			...(fields.length > 0 ? { fields } : {}),
		},
	};
}

/** Whether an error is about the input, so that its title says which fields. */
function isAboutInput(code: ErrorCode, status: number, fields: readonly FieldProblem[]): boolean {
	if (code === 'KH_VALIDATION_FAILED') return true;
	return code === 'KH_UNDOCUMENTED' && [400, 422].includes(status) && fields.length > 0;
}

/** Where KernelHost lists no fields, its detail is all that it says. */
function detailOf({ detail }: Problem): FieldProblem[] {
	return detail === undefined ? [] : [{ problem: detail }];
}

/** Whether the form has each rejected field, and KernelHost documents its name. */
function areInForm(rejected: readonly FieldProblem[], labelOf: LabelOf | undefined): boolean {
	const isInForm = (problem: FieldProblem) => {
		const { field = '' } = withField(problem, labelOf);
		const isAssumed = field.split(/\W+/).some((part) => ASSUMED_NAMES.includes(part));
		return !isAssumed && labelOf?.(field) !== undefined;
	};
	return rejected.length > 0 && rejected.every(isInForm);
}

function remedyOf(status: number, problem: Problem, body: AnswerBody): CodedRemedy {
	if (isRedirect(status)) return redirectRemedy('KernelHost', 'API Root', 'A signature');
	const known = remedyFor('KH', REASONS, problem.reason) ?? remedyFor('KH', TYPES, problem.type);
	if (known) return known;
	if (isProblem(problem)) {
		return {
			code: 'KH_UNDOCUMENTED',
			message: problem.title ?? problem.detail ?? `KernelHost returned HTTP ${status}`,
			advice: UNDOCUMENTED,
		};
	}
	if (!mayBeTheApis(body)) return foreignRemedy('KernelHost', status, 'API Root');
	return (
		remedyFor('KH', TYPES, TYPE_OF_STATUS[status]) ??
		remedyForStatus('KH', STATUSES, status) ??
		foreignRemedy('KernelHost', status, 'API Root')
	);
}

function isProblem({ type, title, detail, reason }: Problem): boolean {
	return [type, title, detail, reason].some((member) => member !== undefined);
}

function quoted({ title, detail }: Problem): string {
	const words = [title, detail].filter(Boolean).join(': ');
	return words === '' ? '' : `KernelHost said: “${words}”`;
}

/** A signature is valid this many seconds before and after (kernelhost.md 3). */
const WINDOW_SECONDS = 300;

/** Beyond this, a little more drift would break every request. */
const WARNING_SECONDS = 120;

/**
 * Reports the clock skew between this machine and KernelHost.
 * @param date the header of an answer
 * @param now Unix time in milliseconds
 */
export function clockVerdict(
	date: string | undefined,
	now: number,
): { verdict: 'ok' | 'problem' | 'unknown'; message: string; advice: string } {
	const { seconds, message } = compareClocks('KernelHost', date, now);
	if (seconds === undefined) return { verdict: 'unknown', message, advice: '' };
	return {
		verdict: seconds < WARNING_SECONDS ? 'ok' : 'problem',
		message,
		advice: `At ${WINDOW_SECONDS} seconds KernelHost rejects every request. Set the clock of the machine that runs n8n (turn on NTP).`,
	};
}

/** The documented form of a scope: `read:products`, `write:orders` (kernelhost.md 2). */
const SCOPE = /^(read|write):[a-z]+$/;

/**
 * Returns the scopes in an account answer, under any member: the fields of "key metadata" are not
 * documented.
 * @returns undefined when it lists none, which says nothing about the key
 */
export function scopesIn(value: unknown, depth = 0): string[] | undefined {
	if (typeof value !== 'object' || value === null || depth > 3) return undefined;
	if (Array.isArray(value) && value.length > 0) {
		const isList = value.every((entry) => typeof entry === 'string' && SCOPE.test(entry));
		if (isList) return value as string[];
	}
	for (const inner of Object.values(value)) {
		const found = scopesIn(inner, depth + 1);
		if (found) return found;
	}
	return undefined;
}
