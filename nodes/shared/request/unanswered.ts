import { obstacleOf } from '../../../core/http/obstacle';
import { mayBeDone } from '../../../core/repeat/failure';
import type { ApiRequest } from './client';
import type { Failure } from '../errors/failure';
import type { NoAnswer } from './noAnswer';

/** A request that got no answer, in words. Whether the service may have carried it out is said elsewhere. */
export function explainNoAnswer(service: string, failed: NoAnswer): Failure {
	const { code, message, inHandshake } = failed;
	if (code === undefined) {
		// The credential refused, or its login was refused; its message says what to correct.
		return { message, description: '', httpCode: undefined, details: {} };
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
