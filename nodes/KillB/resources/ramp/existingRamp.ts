import type { IDataObject } from 'n8n-workflow';
import type { Comparison } from '../../../../core/idempotency';
import { type ApiClient, rejectOtherRecord } from '../../../shared/operation';
import { findByExternalId } from '../../findByExternalId';

/** The ramp that is there under an external id. */
export async function findRamp(
	api: ApiClient,
	externalId: string,
): Promise<IDataObject | undefined> {
	return await findByExternalId(api, { path: '/api/v2/ramps', resource: 'ramps' }, externalId);
}

/**
 * The item for a ramp that an earlier run created. Its quotation was another one, which KillB shows
 * no more.
 * @throws GuardError where it is not the ramp that was asked for now
 */
export function existingRamp(
	ramp: IDataObject,
	externalId: string,
	comparisons: readonly Comparison[],
): IDataObject {
	rejectOtherRecord('KillB', { key: externalId }, ramp, comparisons);
	return { ...ramp, quotation: null, idempotency: { alreadyCreated: true } };
}
