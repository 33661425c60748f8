import type { IDataObject, NodeApiError } from 'n8n-workflow';
import type { Answer, ApiClient } from '../client/service';

/** A read that may fail: a failure is a finding here. */
export type Attempt =
	| { answer: Answer; error?: undefined }
	| { answer?: undefined; error: NodeApiError };

/** Attempts one read; a repeated path returns the first outcome. */
export type AttemptRead = (path: string) => Promise<Attempt>;

/**
 * Returns a function that attempts each read once: a check must not use up the rate limit that it
 * reports.
 */
export function attemptsOf(api: ApiClient): AttemptRead {
	const attempts = new Map<string, Promise<Attempt>>();
	return async (path) => {
		const attempt = attempts.get(path) ?? read(api, path);
		attempts.set(path, attempt);
		return await attempt;
	};
}

async function read(api: ApiClient, path: string): Promise<Attempt> {
	return await api
		.send({ method: 'GET', path, repeatable: true, once: true, mayBeEmpty: true })
		.then(
			(answer) => ({ answer }),
			(error: NodeApiError) => ({ error }),
		);
}

/** Returns the service's description of an error, such as `reason` and `httpCode`. */
export function problemOf(error: NodeApiError): IDataObject {
	return (error.context.data as IDataObject | undefined) ?? {};
}
