import type { IDataObject } from 'n8n-workflow';
import type { Comparison } from '../../../../core/idempotency';
import { type ApiClient, rejectOtherRecord } from '../../../shared/operation';
import { findByExternalId } from '../../findByExternalId';

/** Finds the ramp with an external ID. */
export async function findRamp(
	api: ApiClient,
	externalId: string,
): Promise<IDataObject | undefined> {
	return await findByExternalId(api, { path: '/api/v2/ramps', resource: 'ramps' }, externalId);
}

/**
 * Returns the item for a ramp that an earlier run created. Its quotation was another one, which
 * KillB no longer returns.
 * @throws GuardError where it differs from the current request
 */
export function existingRamp(
	ramp: IDataObject,
	externalId: string,
	comparisons: readonly Comparison[],
): IDataObject {
	rejectOtherRecord('KillB', { key: externalId }, ramp, comparisons);
	return { ...ramp, quotation: null, idempotency: { alreadyCreated: true } };
}
