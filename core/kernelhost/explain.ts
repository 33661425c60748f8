import {
	defined,
	excerpt,
	type Explanation,
	firstEntries,
	foreignRemedy,
	MAXIMUM_SHORT_TEXT,
	MAXIMUM_TEXT,
	mayBeTheApis,
	paragraph,
	redirectRemedy,
	type CodedRemedy,
	remedyFor,
	remedyForStatus,
} from '../http/explanation';
import { type AnswerBody, describeForeignBody, isRedirect } from '../http/response';
import { compareClocks } from '../clockSkew';
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
	/** one line per field; the shape of an entry is not documented, so it is read leniently */
	fieldErrors: string[];
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
		fieldErrors: Array.isArray(members.errors)
			? firstEntries(
					members.errors,
					(entry) => [excerpt(fieldError(entry), MAXIMUM_SHORT_TEXT)],
					(count) => `and ${count} more`,
				)
			: [],
	};
}

function fieldError(entry: unknown): string {
	if (typeof entry === 'string') return entry;
	if (typeof entry !== 'object' || entry === null) return String(entry);
	const { field, path, pointer, name, message, detail, reason } = entry as Record<string, unknown>;
	const where = [field, path, pointer, name].find((part) => typeof part === 'string');
	const what = [message, detail, reason].find((part) => typeof part === 'string');
	if (what === undefined) return JSON.stringify(entry);
	return where === undefined ? String(what) : `${String(where)}: ${String(what)}`;
}

const UNDOCUMENTED =
	'KernelHost does not document this answer. If its words do not say what to correct, quote them and the request ID to the support of KernelHost.';

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

const UNDOCUMENTED_FIELDS =
	'If KernelHost calls a field unknown or missing that the form has no input for, it documents no name for it: set the right one as actionField, configOptionsField or webhookUrlField in Vendor Overrides of the credential.';

/**
 * Explains a KernelHost error and what to do about it: by its documented reason, or else by its
 * type. Undocumented errors keep the server's own words (kernelhost.md 8).
 */
export function explainKernelHost(
	status: number,
	headers: Readonly<Record<string, string>>,
	body: AnswerBody,
): Explanation {
	const problem = readProblem(body.kind === 'json' ? body.value : undefined);
	const requestId = problem.requestId ?? headers['x-request-id'];
	const remedy = remedyOf(status, problem, body);
	const { code, message, advice } = remedy;
	return {
		code,
		message,
		description: paragraph(
			[
				advice,
				problem.fieldErrors.length > 0 ? `Fields: ${problem.fieldErrors.join('; ')}.` : '',
				code === 'KH_VALIDATION_FAILED' ? UNDOCUMENTED_FIELDS : '',
				quoted(problem),
				isProblem(problem) ? '' : describeForeignBody(body),
			],
			[
				problem.reason
					? `reason ${problem.reason}`
					: problem.type
						? `type ${problem.type}`
						: undefined,
				`HTTP ${status}`,
				requestId ? `request ID ${requestId}` : undefined,
			],
		),
		details: {
			httpCode: String(status),
			...defined({ type: problem.type, reason: problem.reason, requestId }),
			...(problem.fieldErrors.length > 0 ? { fieldErrors: problem.fieldErrors } : {}),
		},
	};
}

function remedyOf(status: number, problem: Problem, body: AnswerBody): CodedRemedy {
	if (isRedirect(status)) return redirectRemedy('KernelHost', 'API Root', 'A signature');
	const known = remedyFor('KH', REASONS, problem.reason) ?? remedyFor('KH', TYPES, problem.type);
	if (known) return known;
	if (isProblem(problem)) {
		return {
			code: 'KH_UNDOCUMENTED',
			message: problem.title ?? problem.detail ?? `KernelHost answered HTTP ${status}`,
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
		advice: `At ${WINDOW_SECONDS} seconds KernelHost refuses every request. Set the clock of the machine that n8n runs on (turn on NTP).`,
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
