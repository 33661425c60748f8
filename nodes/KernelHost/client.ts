import type { IDataObject } from 'n8n-workflow';
import { explain } from '../../core/kernelhost/explain';
import type { Answer, ApiClient, ApiRequest } from '../shared/client';
import { apiError } from '../shared/failure';
import type { CallingContext, NoAnswer, RawAnswer } from '../shared/transport';
import { exchange } from '../shared/transport';
import { explainNoAnswer } from '../shared/unanswered';

/** The one door to the KernelHost API. The credential signs; here answers are judged and errors are put into words. */
export function kernelHostClient(context: CallingContext, itemIndex: number): ApiClient {
	return { send: async (request) => await send(context, itemIndex, request) };
}

async function send(
	context: CallingContext,
	itemIndex: number,
	request: ApiRequest,
): Promise<Answer> {
	let answer: RawAnswer;
	try {
		answer = await exchange(context, 'kernelHostApi', request, { renewOn401: false });
	} catch (error) {
		throw apiError(
			context.getNode(),
			explainNoAnswer('KernelHost', request, error as NoAnswer),
			itemIndex,
		);
	}
	const { status, headers, body } = answer;
	if (status >= 200 && status < 300 && (body.kind === 'json' || body.kind === 'empty')) {
		return { status, headers, body: body.kind === 'json' ? body.value : undefined };
	}
	const { message, description, details } = explain(status, headers, body);
	const key = request.headers?.['Idempotency-Key'];
	throw apiError(
		context.getNode(),
		{
			message,
			description,
			httpCode: String(status),
			details: { ...details, ...(key === undefined ? {} : { idempotencyKey: key }) },
		},
		itemIndex,
	);
}

/** Header names under which services mark a replayed answer; KernelHost documents none (kernelhost.md section 6). */
const REPLAY_HEADERS = ['idempotency-replayed', 'idempotent-replayed', 'x-idempotent-replay'];

/**
 * Whether an answer was the stored one of an earlier request: true or false where the server says so, null where it says
 * nothing.
 */
export function describeReplay({ headers }: Answer): IDataObject {
	const mark = REPLAY_HEADERS.map((name) => headers[name]).find((value) => value !== undefined);
	return { replayed: mark === undefined ? null : /^(true|1|yes)$/i.test(mark) };
}
