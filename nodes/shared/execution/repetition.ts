import type { IDataObject } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import type { ApiClient } from '../request/client';
import type { ByExternalId } from '../operation/externalId';
import { isOutcomeUnknown } from '../request/lastWord';

/** Refusals that say nothing about what is there: the login, a permission, the limit. */
const NOT_ABOUT_IT = new Set(['401', '403', '429']);

/**
 * Whether a refusal may mean that the service has it already: it says so (409), or an earlier try may have been carried out and
 * the service dislikes the second, because a quotation works once, for example.
 * @param wasTriedBefore whether an earlier run of this very write ended without an answer
 */
export function mayBeRepetition(error: unknown, wasTriedBefore = false): boolean {
	if (!(error instanceof NodeApiError)) return false;
	const status = error.httpCode ?? '';
	if (status === '409') return true;
	const isRefusal = status.startsWith('4') && !NOT_ABOUT_IT.has(status);
	return isRefusal && (wasTriedBefore || isOutcomeUnknown(error));
}

/**
 * What was created under an external id although the service refused to create it (again).
 * @returns undefined where nothing is there, or nobody can tell; the refusal then stands
 */
export async function createdBefore(
	api: ApiClient,
	{ find }: ByExternalId,
	externalId: string,
	values: Readonly<Record<string, unknown>>,
): Promise<IDataObject | undefined> {
	return await find?.(api, externalId, values).catch(() => undefined);
}
