import type { IDataObject, NodeApiError } from 'n8n-workflow';
import type { Answer, ApiClient } from '../../shared/client';

/** A read that may fail: here a failure is a finding. */
export type Attempt =
	| { answer: Answer; error?: undefined }
	| { answer?: undefined; error: NodeApiError };

/** Tries one read. */
export async function attempt(api: ApiClient, path: string): Promise<Attempt> {
	return await api.send({ method: 'GET', path, repeatable: true }).then(
		(answer) => ({ answer }),
		(error: NodeApiError) => ({ error }),
	);
}

/** The vendor's words for a refusal: `type`, `reason`, `httpCode`. */
export function refusalOf(error: NodeApiError): IDataObject {
	return (error.context.data as IDataObject | undefined) ?? {};
}
