import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import { memoryOf } from '../operation/executionMemory';
import type { Ending } from '../operation/executionMemory';
import type { Answer, ApiClient } from '../request/client';
import { isOutcomeUnknown } from '../request/lastWord';
import type { Mark } from './mark';
import { marked } from './mark';
import type { Operation, Results } from '../operation/operation';
import { rejectOtherRecord } from '../operation/otherRecord';
import { buildRequest, resultsIn } from './plainRequest';
import { createdBefore, mayBeRepetition } from './repetition';

/** One write whose repetition the service recognises. */
export interface MarkedWrite {
	context: IExecuteFunctions;
	service: { name: string; describeKey?: (answer: Answer) => IDataObject };
	operation: Operation;
	api: ApiClient;
	values: Record<string, unknown>;
	mark: Mark;
}

const SAME_KEY_AGAIN =
	'It was asked again under the key that had been refused for want of payment before, so this may be the stored refusal of the first time. ';

/**
 * Sends a write under its key or external id. Where the service refuses a repetition of what it has, the result is what it has.
 * @throws GuardError where what it has is not what was asked for
 */
export async function create(write: MarkedWrite): Promise<Results> {
	const { context, service, operation, api, values, mark } = write;
	const { endings } = memoryOf(context);
	const request = buildRequest(operation, values);
	const sent = api.send({
		...request,
		...(mark.header === undefined ? {} : { headers: { 'Idempotency-Key': mark.header } }),
		...(mark.members ? { body: { ...request.body, ...mark.members } } : {}),
	});
	const [results, shown] = await sent.then(
		(answer): [Results, IDataObject] => {
			note(endings, mark.key, undefined);
			const { attempts } = answer;
			const shown = { ...service.describeKey?.(answer), ...(attempts > 1 ? { attempts } : {}) };
			return [resultsIn(operation, answer, values), shown];
		},
		async (error: unknown): Promise<[Results, IDataObject]> => [
			await afterRefusal(error, endings, write),
			{ alreadyCreated: true },
		],
	);
	const compared = operation.compare?.(values, request.body ?? {}) ?? [];
	rejectOtherRecord(service.name, mark, [results].flat()[0], compared);
	return marked(results, { ...mark.shown, ...shown });
}

async function afterRefusal(
	error: unknown,
	endings: Record<string, Ending>,
	write: MarkedWrite,
): Promise<Results> {
	const { mark } = write;
	const before = Object.hasOwn(endings, mark.key) ? endings[mark.key] : undefined;
	const existing = await inPlaceOf(error, before === 'unknown', write);
	// A refusal that settles nothing, such as that of a login, does not make an earlier try's open question less open.
	note(endings, mark.key, existing ? undefined : (endingOf(error) ?? before));
	if (existing) return existing;
	if (before === 'unpaid' && isUnpaid(error)) {
		error.description = SAME_KEY_AGAIN + (error.description ?? '');
	}
	if (typeof write.operation.idempotent === 'object' && isConflict(error)) {
		error.description = `Nothing was done now. ${error.description ?? ''}`;
	}
	throw error;
}

function note(endings: Record<string, Ending>, key: string, ending: Ending | undefined): void {
	if (ending === undefined) delete endings[key];
	else endings[key] = ending;
}

async function inPlaceOf(
	error: unknown,
	wasTriedBefore: boolean,
	{ operation, api, values, mark }: MarkedWrite,
): Promise<IDataObject | undefined> {
	const { idempotent } = operation;
	const canBeFound = typeof idempotent === 'object' && mayBeRepetition(error, wasTriedBefore);
	return canBeFound ? await createdBefore(api, idempotent, mark.key, values) : undefined;
}

function endingOf(error: unknown): Ending | undefined {
	if (isOutcomeUnknown(error)) return 'unknown';
	return isUnpaid(error) ? 'unpaid' : undefined;
}

/** Something is there already, and what is under way under the same key is not meant. */
function isConflict(error: unknown): error is NodeApiError {
	return error instanceof NodeApiError && error.httpCode === '409' && !isOutcomeUnknown(error);
}

function isUnpaid(error: unknown): error is NodeApiError {
	return error instanceof NodeApiError && error.httpCode === '402';
}
