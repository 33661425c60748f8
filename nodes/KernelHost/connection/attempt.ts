import type { IDataObject, NodeApiError } from 'n8n-workflow';
import type { Answer, ApiClient } from '../../shared/client/service';

/** A read that may fail: here a failure is a finding. */
export type Attempt =
	| { answer: Answer; error?: undefined }
	| { answer?: undefined; error: NodeApiError };

/** Tries one read; the same read again gets the first one's outcome. */
export type Try = (path: string) => Promise<Attempt>;

/** Tries reads, each once: a check must not spend the limit of requests that it reports. */
export function triesOf(api: ApiClient): Try {
	const tried = new Map<string, Promise<Attempt>>();
	return async (path) => {
		const attempt = tried.get(path) ?? read(api, path);
		tried.set(path, attempt);
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

/** The vendor's words for a refusal: `type`, `reason`, `httpCode`. */
export function refusalOf(error: NodeApiError): IDataObject {
	return (error.context.data as IDataObject | undefined) ?? {};
}
