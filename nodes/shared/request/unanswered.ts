import { obstacleOf } from '../../../core/http/obstacle';
import type { AnswerBody } from '../../../core/http/answer';
import { MAXIMUM_DEPTH } from '../../../core/json/safeForItems';
import { mayBeDone } from '../../../core/repeat/failure';
import type { ApiRequest } from './client';
import type { Failure } from '../errors/failure';
import type { NoAnswer } from './noAnswer';

/** A request that got no answer, in words. Whether the service may have carried it out is said elsewhere. */
export function explainNoAnswer(
	service: string,
	noAnswer: NoAnswer,
	{ timeoutMs }: Pick<ApiRequest, 'timeoutMs'> = {},
): Failure {
	const { code, message, inHandshake } = noAnswer;
	if (code === undefined) {
		// The credential refused, or its login was refused; its message says what to correct.
		return { message, description: '', httpCode: undefined, details: {} };
	}
	if (noAnswer.isOverdue) {
		return {
			message: `${service} ${message}`,
			description:
				timeoutMs === undefined
					? `The connection was closed after that time. If ${service} needs longer, raise Longest Answer in the credential (Adjust Limits).`
					: 'The connection was closed after that time.',
			httpCode: undefined,
			details: { networkError: code },
		};
	}
	const { words, advice } = obstacleOf(code, message, inHandshake);
	return {
		message: mayBeDone({ kind: 'network', code, inHandshake })
			? `The connection to ${service} broke before an answer came`
			: `${service} could not be reached`,
		description: `${words.replace(/^./, (first) => first.toUpperCase())}. ${advice ?? 'Check the network of this n8n and the address in the credential.'} (${code})`,
		httpCode: undefined,
		details: { networkError: code },
	};
}

/** An answer of success that can't be an item; undefined for every other body. */
export function unreadAnswer(
	service: string,
	status: number,
	body: AnswerBody,
	isFile = false,
): Failure | undefined {
	const problem = problemOf(body);
	if (problem === undefined) return undefined;
	const advice = isFile
		? 'If the file is as large as it should be, raise Largest File in the credential (Adjust Limits).'
		: 'Ask for less at once, such as one page of a list.';
	return {
		message: `${service}’s answer is ${problem}`,
		description: `It was not kept. ${advice} Where it should be small, something else answered: check the address in the credential and the proxy of this n8n. (HTTP ${status})`,
		httpCode: String(status),
		details: { httpCode: String(status) },
	};
}

function problemOf(body: AnswerBody): string | undefined {
	if (body.kind === 'tooLarge') return `larger than ${body.megabytes} MB`;
	return body.kind === 'tooDeep' ? `nested more than ${MAXIMUM_DEPTH} levels deep` : undefined;
}

/** A limit that was found used up before, such as a day's quota: nobody asks again for a while. */
export function limitUsedUp(service: string, waitMs: number): Failure {
	return {
		message: `${service}’s limit of requests is used up`,
		description: `Run it again when it is free. A higher limit is for ${service} to give; this n8n notices it within a minute.`,
		httpCode: '429',
		details: { httpCode: '429', retryAfterSeconds: Math.ceil(waitMs / 1000) },
	};
}

/** What to do about a write of which it is not known whether it was carried out. */
export function unknownOutcome(service: string, request: ApiRequest): string {
	const key = request.headers?.['Idempotency-Key'];
	// Whether the endpoint of a request of the user's own honours a key is not known.
	if (key !== undefined && request.repeatable) {
		return `Whether ${service} carried it out is not known. Run it again under the same idempotency key (${key}): Retry in the list of executions does that. If it was carried out, the first answer comes back, and nothing happens twice.`;
	}
	const externalId = request.body?.externalId;
	if (typeof externalId === 'string') {
		return `Whether ${service} carried it out is not known. Look there for the external ID ${externalId}, or run it again under the same one: Retry in the list of executions does that.`;
	}
	return `Whether ${service} carried it out is not known. Look there before you run it again.`;
}
