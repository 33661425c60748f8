import type { ApiClient } from '../request/client';

/**
 * n8n gives a publication 84 seconds and tries a refused registration five times, with pauses of 15 seconds in all (n8n 2.41,
 * `workflow-publication-outbox-consumer.js`). Only when five tries fit in does the user learn the reason.
 */
const TIMEOUT_MS = 10_000;

/**
 * A client that waits no longer for an answer than a registration can. What the services answer here is not documented in full:
 * an empty slot, and a change of it, may be answered with nothing.
 */
export function registrationClient(api: ApiClient): ApiClient {
	return {
		send: async (request) =>
			await api.send({ timeoutMs: TIMEOUT_MS, mayBeEmpty: true, ...request }),
	};
}
