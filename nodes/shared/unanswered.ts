import type { ApiRequest } from './client';
import type { Failure } from './failure';
import type { NoAnswer } from './transport';

/** Network errors after which the request surely never reached the service. */
const NEVER_ARRIVED = new Set([
	'ECONNREFUSED',
	'ENOTFOUND',
	'EAI_AGAIN',
	'EHOSTUNREACH',
	'ENETUNREACH',
	'CERT_HAS_EXPIRED',
	'DEPTH_ZERO_SELF_SIGNED_CERT',
	'SELF_SIGNED_CERT_IN_CHAIN',
	'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
	'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/**
 * A request that got no answer, in words. For a write it says whether the service may have carried it out, because that is
 * what the operator has to know before running it again.
 */
export function explainNoAnswer(service: string, request: ApiRequest, error: NoAnswer): Failure {
	const { code, message } = error;
	if (code === undefined) {
		// The credential refused, or its login was refused; its message says what to correct.
		return { message, description: 'Nothing was changed.', httpCode: undefined, details: {} };
	}
	return {
		message: NEVER_ARRIVED.has(code)
			? `${service} could not be reached`
			: `The connection to ${service} broke before an answer came`,
		description: `${outcome(service, request, code)} Check the network of this n8n and the address in the credential. (${code})`,
		httpCode: undefined,
		details: { networkError: code },
	};
}

function outcome(service: string, request: ApiRequest, code: string): string {
	if (request.method === 'GET' || NEVER_ARRIVED.has(code)) return 'Nothing was changed.';
	return unknownOutcome(service, request);
}

/** What to do about a write of which it is not known whether it was carried out. */
export function unknownOutcome(service: string, request: ApiRequest): string {
	const key = request.headers?.['Idempotency-Key'];
	if (key !== undefined) {
		return `Whether ${service} carried it out is not known. Run it again under the same idempotency key (${key}): Retry in the list of executions does that. If it was carried out, the first answer comes back, and nothing happens twice.`;
	}
	const externalId = request.body?.externalId;
	if (typeof externalId === 'string') {
		return `Whether ${service} carried it out is not known. Look there for the external ID ${externalId}, or run it again under the same one: Retry in the list of executions does that.`;
	}
	return `Whether ${service} carried it out is not known. Look there before you run it again.`;
}
