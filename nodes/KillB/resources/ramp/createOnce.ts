import type { IDataObject } from 'n8n-workflow';
import type { Comparison } from '../../../../core/idempotency/comparison';
import type { ApiClient } from '../../../shared/request/client';
import { mayBeRepetition } from '../../../shared/execution/repetition';
import { rejectOtherRecord } from '../../../shared/operation/otherRecord';
import { objectIn } from '../../../shared/operation/results';
import { findByExternalId } from '../../findByExternalId';

/** The ramp that is there under an external id. */
export async function findRamp(
	api: ApiClient,
	externalId: string,
): Promise<IDataObject | undefined> {
	return await findByExternalId(api, { path: '/api/v2/ramps', resource: 'ramps' }, externalId);
}

/**
 * The item for a ramp that an earlier run created. Its quotation was another one, which KillB shows no more.
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

/**
 * Creates a ramp of a fresh quotation, or gives the one that is there under the same external id: another execution may have
 * been faster since it was looked for, or the answer of the first try was lost. KillB may then answer with that ramp, with 409, or that
 * the quotation was used (killb.md sections 1.1 and 7).
 */
export async function createOnce(
	api: ApiClient,
	quotation: IDataObject,
	body: IDataObject & { externalId: string },
	comparisons: readonly Comparison[],
): Promise<IDataObject> {
	const ramp = await api
		.send({ method: 'POST', path: '/api/v2/ramps', body, repeatable: true, creates: true })
		.then(objectIn, async (error: unknown) => await rampBehind(error, api, body.externalId));
	const isOfAnother = ramp.quotationId !== undefined && ramp.quotationId !== quotation.id;
	return isOfAnother
		? existingRamp(ramp, body.externalId, comparisons)
		: { ...ramp, quotation, idempotency: { alreadyCreated: false } };
}

/** The ramp that a refused repetition is about. Any other failure stays one. */
async function rampBehind(
	error: unknown,
	api: ApiClient,
	externalId: string,
): Promise<IDataObject> {
	const existing = mayBeRepetition(error) ? await findRamp(api, externalId) : undefined;
	if (!existing) throw error;
	return existing;
}
