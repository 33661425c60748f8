import type { AnswerBody } from '../http/answer';
import { describeForeignBody } from '../http/answer';
import type { Problem } from './problem';
import { readProblem } from './problem';
import type { Remedy } from './remedies';
import { REASONS, TYPES } from './remedies';

/** A refused request in words, and its parts for workflows that branch on them. */
export interface Explanation {
	message: string;
	description: string;
	details: Record<string, string | string[]>;
}

/** The documented types by status, for answers that carry no type of their own (a proxy's, a gateway's). */
const TYPE_OF_STATUS: Readonly<Record<number, string>> = {
	400: 'validation_failed',
	401: 'auth_failed',
	402: 'payment_required',
	403: 'forbidden_scope',
	404: 'not_found',
	409: 'idempotency_conflict',
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
	const { message, advice } = remedyFor(status, problem, body);
	const technical = [
		problem.reason ? `reason ${problem.reason}` : problem.type ? `type ${problem.type}` : undefined,
		`HTTP ${status}`,
		requestId ? `request ID ${requestId}` : undefined,
	];
	return {
		message,
		description: [
			advice,
			problem.fieldErrors.length > 0 ? `Fields: ${problem.fieldErrors.join('; ')}.` : '',
			said(problem),
			isProblem(problem) ? '' : describeForeignBody(body),
			`(${technical.filter(Boolean).join(', ')})`,
		]
			.filter(Boolean)
			.join(' '),
		details: {
			httpCode: String(status),
			...defined({ type: problem.type, reason: problem.reason, requestId }),
			...(problem.fieldErrors.length > 0 ? { fieldErrors: problem.fieldErrors } : {}),
		},
	};
}

function remedyFor(status: number, problem: Problem, body: AnswerBody): Remedy {
	if (status >= 300 && status < 400) {
		return {
			message: 'KernelHost’s address answered with a redirect',
			advice:
				'A signature does not follow redirects. Check the API Root of the credential; it must be the final address.',
		};
	}
	const known = lookUp(REASONS, problem.reason) ?? lookUp(TYPES, problem.type);
	if (known) return known;
	if (isProblem(problem)) {
		return {
			message: problem.title ?? problem.detail ?? `KernelHost answered HTTP ${status}`,
			advice: '',
		};
	}
	const guess = body.kind === 'json' || body.kind === 'empty' ? TYPE_OF_STATUS[status] : undefined;
	return (
		lookUp(TYPES, guess) ?? {
			message: `KernelHost’s address answered HTTP ${status}`,
			advice:
				status >= 500
					? 'Try again later.'
					: 'Check the API Root of the credential and the proxy of this n8n.',
		}
	);
}

/** Own properties only: the server chooses the name, and "constructor" is not a reason. */
function lookUp(table: Readonly<Record<string, Remedy>>, name: string | undefined) {
	return name !== undefined && Object.hasOwn(table, name) ? table[name] : undefined;
}

function isProblem({ type, title, detail, reason }: Problem): boolean {
	return [type, title, detail, reason].some((member) => member !== undefined);
}

function said({ title, detail }: Problem): string {
	const words = [title, detail].filter(Boolean).join(': ');
	return words === '' ? '' : `KernelHost said: “${words}”`;
}

function defined(members: Record<string, string | undefined>): Record<string, string> {
	return Object.fromEntries(
		Object.entries(members).filter((entry): entry is [string, string] => entry[1] !== undefined),
	);
}
