import type { AnswerBody } from '../../core/http/answer';
import type { AdviceByStatus, Explanation } from '../../core/http/explanation';
import { isSuccess } from '../../core/http/status';
import type { Answer, ApiClient, ApiRequest } from './client';
import { apiError } from './failure';
import type { CallingContext, ExchangeRules, NoAnswer, RawAnswer } from './transport';
import { exchange } from './transport';
import { explainNoAnswer, unknownOutcome } from './unanswered';

/** What makes the door to one API different from another. */
export interface Door extends ExchangeRules {
	/** how messages name the service, e.g. `KernelHost` */
	service: string;
	/** name of the credential type */
	credential: string;
	/** puts a refusal into words */
	explain: (
		status: number,
		headers: Readonly<Record<string, string>>,
		body: AnswerBody,
		advice?: AdviceByStatus,
	) => Explanation;
	/** keeps to the service's limit of requests; without it requests go as they come */
	pace?: Pace;
}

/** Resolves when one more request may be sent; it never rejects. */
export type Pace = (context: CallingContext) => Promise<void>;

/** A client for one item of input. */
export type ClientFor = (context: CallingContext, itemIndex: number) => ApiClient;

/** The one door to an API. The credential signs or carries the token; here answers are judged and errors are put into words. */
export function serviceClient(door: Door): ClientFor {
	return (context, itemIndex) => ({
		send: async (request) => await send(door, context, itemIndex, request),
	});
}

async function send(
	door: Door,
	context: CallingContext,
	itemIndex: number,
	request: ApiRequest,
): Promise<Answer> {
	const { service, credential, explain } = door;
	await door.pace?.(context);
	let answer: RawAnswer;
	try {
		answer = await exchange(context, credential, request, door);
	} catch (error) {
		throw apiError(
			context.getNode(),
			explainNoAnswer(service, request, error as NoAnswer),
			itemIndex,
		);
	}
	const { status, headers, body, bytes } = answer;
	const succeeded = isSuccess(status);
	if (succeeded && (body.kind === 'json' || body.kind === 'empty')) {
		return {
			status,
			headers,
			body: body.kind === 'json' ? body.value : undefined,
			...(bytes && body.kind === 'empty' ? { bytes } : {}),
		};
	}
	const { message, description, details } = explain(status, headers, body, request.advice);
	// A proxy that gave up says nothing about the service behind it.
	const isForeign = body.kind !== 'json';
	const isUnknown = request.method !== 'GET' && (succeeded || (status >= 500 && isForeign));
	const key = request.headers?.['Idempotency-Key'];
	throw apiError(
		context.getNode(),
		{
			message,
			description: isUnknown ? `${unknownOutcome(service, request)} ${description}` : description,
			httpCode: String(status),
			details: { ...details, ...(key === undefined ? {} : { idempotencyKey: key }) },
		},
		itemIndex,
	);
}
