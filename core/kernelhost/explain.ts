import type { AnswerBody } from '../http/answer';
import { describeForeignBody } from '../http/answer';
import type { Explanation, Remedy } from '../http/explanation';
import {
	defined,
	foreignRemedy,
	mayBeTheApis,
	paragraph,
	redirectRemedy,
	remedyFor,
} from '../http/explanation';
import { isRedirect } from '../http/status';
import type { Problem } from './problem';
import { readProblem } from './problem';
import { REASONS, STATUSES, TYPES } from './remedies';

const UNDOCUMENTED =
	'KernelHost does not document this answer. If its words do not say what to correct, quote them and the request ID to the support of KernelHost.';

/** The documented types by status, for answers that carry no type of their own (a proxy's, a gateway's). */
const TYPE_OF_STATUS: Readonly<Record<number, string>> = {
	400: 'validation_failed',
	401: 'auth_failed',
	402: 'payment_required',
	403: 'forbidden_scope',
	404: 'not_found',
	429: 'rate_limited',
	500: 'internal_error',
};

/**
 * Says what a refusal of KernelHost means and what to do: the documented reason first, then the type; what is not documented
 * keeps the server's own words (kernelhost.md section 8).
 */
export function explain(
	status: number,
	headers: Readonly<Record<string, string>>,
	body: AnswerBody,
): Explanation {
	const problem = readProblem(body.kind === 'json' ? body.value : undefined);
	const requestId = problem.requestId ?? headers['x-request-id'];
	const { message, advice, entry } = remedyOf(status, problem, body);
	return {
		message,
		...defined({ entry }),
		description: paragraph(
			[
				advice,
				problem.fieldErrors.length > 0 ? `Fields: ${problem.fieldErrors.join('; ')}.` : '',
				said(problem),
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

function remedyOf(status: number, problem: Problem, body: AnswerBody): Remedy {
	if (isRedirect(status)) return redirectRemedy('KernelHost', 'API Root', 'A signature');
	const known = remedyFor(REASONS, problem.reason) ?? remedyFor(TYPES, problem.type);
	if (known) return known;
	if (isProblem(problem)) {
		return {
			message: problem.title ?? problem.detail ?? `KernelHost answered HTTP ${status}`,
			advice: UNDOCUMENTED,
			entry: 'kernelhosts-own-words',
		};
	}
	if (!mayBeTheApis(body)) return foreignRemedy('KernelHost', status, 'API Root');
	return (
		remedyFor(TYPES, TYPE_OF_STATUS[status]) ??
		STATUSES[status] ??
		foreignRemedy('KernelHost', status, 'API Root')
	);
}

function isProblem({ type, title, detail, reason }: Problem): boolean {
	return [type, title, detail, reason].some((member) => member !== undefined);
}

function said({ title, detail }: Problem): string {
	const words = [title, detail].filter(Boolean).join(': ');
	return words === '' ? '' : `KernelHost said: “${words}”`;
}
