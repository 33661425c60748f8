import type { NodeApiError } from 'n8n-workflow';
import { mayBeDone } from '../../../core/repeat/failure';
import { duration } from '../../../core/time/duration';
import type { ApiRequest } from './client';
import { apiError } from '../errors/failure';
import type { Failed } from './judge';
import type { Run } from './run';
import { unknownOutcome } from './unanswered';

/** What is known of a request that is given up. */
export interface GivenUp {
	failed: Failed;
	/** how long the service asked to wait, in milliseconds */
	asked: number | undefined;
	/** whether an earlier try of it may have been carried out */
	mayBeDoneBefore: boolean;
	tries: { count: number; milliseconds: number };
	/** what became of signing again with the server's time */
	clock: string | undefined;
}

/** Errors of writes that the service may have carried out nevertheless. */
const unknownOutcomes = new WeakSet<object>();

/** Whether what a failed request asked for may have been done. */
export function isOutcomeUnknown(error: unknown): boolean {
	return typeof error === 'object' && error !== null && unknownOutcomes.has(error);
}

/** The error of a request that is not sent any more: what happened, whether anything was done, what to do. */
export function finalError(
	run: Run,
	itemIndex: number,
	request: ApiRequest,
	{ failed, asked, mayBeDoneBefore, tries, clock }: GivenUp,
): NodeApiError {
	const { service } = run.door;
	const { failure, kind } = failed;
	const isRead = request.method === 'GET' || request.changesNothing === true;
	const isUnknown = !isRead && (mayBeDoneBefore || mayBeDone(kind));
	const nothingChanged = kind.kind !== 'answer' && !isUnknown ? 'Nothing was changed.' : '';
	const key = request.headers?.['Idempotency-Key'];
	const error = apiError(
		run.context.getNode(),
		{
			...failure,
			description: [
				isUnknown ? unknownOutcome(service, request) : nothingChanged,
				mayBeDoneBefore && !mayBeDone(kind) ? 'An earlier try of it got no answer.' : '',
				failure.description,
				clock,
				asked === undefined ? '' : freeAgain(asked),
				tries.count > 1
					? `It was sent ${tries.count} times within ${duration(tries.milliseconds)}.`
					: '',
			]
				.filter(Boolean)
				.join(' '),
			details: {
				...failure.details,
				...(key === undefined ? {} : { idempotencyKey: key }),
				...(tries.count > 1 ? { attempts: tries.count } : {}),
			},
		},
		itemIndex,
	);
	if (isUnknown) unknownOutcomes.add(error);
	return error;
}

function freeAgain(waitMs: number): string {
	if (waitMs < 1000) return '';
	const time = new Date(Date.now() + waitMs).toISOString().replace(/\.\d+/, '');
	return `The service asks to wait ${duration(waitMs)}, until ${time}.`;
}
