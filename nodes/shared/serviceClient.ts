import type { AnswerBody } from '../../core/http/answer';
import type { Explanation } from '../../core/http/explanation';
import type { Answer, ApiClient, ApiRequest } from './client';
import { apiError } from './failure';
import type { CallingContext, NoAnswer, RawAnswer } from './transport';
import { exchange } from './transport';
import { explainNoAnswer } from './unanswered';

/** What makes the door to one API different from another. */
export interface Door {
	/** how messages name the service, e.g. `KernelHost` */
	service: string;
	/** name of the credential type */
	credential: string;
	/** for credentials with a session: a 401 renews it, and the request is sent once more */
	renewOn401: boolean;
	/** puts a refusal into words */
	explain: (
		status: number,
		headers: Readonly<Record<string, string>>,
		body: AnswerBody,
	) => Explanation;
}

/** A client for one item of input. */
export type ClientFor = (context: CallingContext, itemIndex: number) => ApiClient;

/** The one door to an API. The credential signs or carries the token; here answers are judged and errors are put into words. */
export function serviceClient(door: Door): ClientFor {
	return (context, itemIndex) => ({
		send: async (request) => await send(door, context, itemIndex, request),
	});
}

async function send(
	{ service, credential, renewOn401, explain }: Door,
	context: CallingContext,
	itemIndex: number,
	request: ApiRequest,
): Promise<Answer> {
	let answer: RawAnswer;
	try {
		answer = await exchange(context, credential, request, { renewOn401 });
	} catch (error) {
		throw apiError(
			context.getNode(),
			explainNoAnswer(service, request, error as NoAnswer),
			itemIndex,
		);
	}
	const { status, headers, body, bytes } = answer;
	if (status >= 200 && status < 300 && (body.kind === 'json' || body.kind === 'empty')) {
		return {
			status,
			headers,
			body: body.kind === 'json' ? body.value : undefined,
			...(bytes && body.kind === 'empty' ? { bytes } : {}),
		};
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
