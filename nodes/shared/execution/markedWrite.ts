import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import type { Answer, ApiClient } from '../request/client';
import { isOutcomeUnknown } from '../request/lastWord';
import type { Mark } from './mark';
import { marked } from './mark';
import type { Operation, Results } from '../operation/operation';
import { buildRequest, resultsIn } from './plainRequest';
import { createdBefore, mayBeRepetition } from './repetition';
import { WriteMemory } from './writeMemory';

/** One write whose repetition the service recognises. */
export interface MarkedWrite {
	context: IExecuteFunctions;
	service: { describeKey?: (answer: Answer) => IDataObject };
	operation: Operation;
	api: ApiClient;
	values: Record<string, unknown>;
	mark: Mark;
}

const SAME_KEY_AGAIN =
	'It was asked again under the key that had been refused for want of payment before, so this may be the stored refusal of the first time. ';

/**
 * Sends a write under its key or external id. Where the service refuses a repetition of what it has, the result is what it has.
 */
export async function create(write: MarkedWrite): Promise<Results> {
	const { context, service, operation, api, values, mark } = write;
	const memory = new WriteMemory(context);
	const request = buildRequest(operation, values);
	const sent = api.send({
		...request,
		...(mark.header === undefined ? {} : { headers: { 'Idempotency-Key': mark.header } }),
		...(mark.members ? { body: { ...request.body, ...mark.members } } : {}),
	});
	return await sent.then(
		(answer) => {
			memory.note(mark.key, undefined);
			const { attempts } = answer;
			return marked(resultsIn(operation, answer, values), {
				...mark.shown,
				...service.describeKey?.(answer),
				...(attempts > 1 ? { attempts } : {}),
			});
		},
		async (error: unknown) => await afterRefusal(error, memory, write),
	);
}

async function afterRefusal(
	error: unknown,
	memory: WriteMemory,
	write: MarkedWrite,
): Promise<Results> {
	const { mark } = write;
	const before = memory.of(mark.key);
	const existing = await inPlaceOf(error, before === 'unknown', write);
	// A refusal that settles nothing, such as that of a login, does not make an earlier try's open question less open.
	memory.note(mark.key, existing ? undefined : (endingOf(error) ?? before));
	if (existing) return marked(existing, { ...mark.shown, alreadyCreated: true });
	if (before === 'unpaid' && isUnpaid(error)) {
		error.description = SAME_KEY_AGAIN + (error.description ?? '');
	}
	throw error;
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

function endingOf(error: unknown) {
	if (isOutcomeUnknown(error)) return 'unknown' as const;
	return isUnpaid(error) ? ('unpaid' as const) : undefined;
}

function isUnpaid(error: unknown): error is NodeApiError {
	return error instanceof NodeApiError && error.httpCode === '402';
}
