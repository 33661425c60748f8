import type { IDataObject } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import type { ApiClient } from '../../../shared/client';
import { objectIn } from '../../../shared/results';
import { readList } from '../../pages';

/**
 * The ramp that is there under an external id. The filter is documented, but not that it matches whole ids only: a ramp counts
 * when its `externalId` is exactly this one.
 */
export async function findRamp(
	api: ApiClient,
	externalId: string,
): Promise<IDataObject | undefined> {
	const ramps = await readList({
		...{ api, path: '/api/v2/ramps', query: { externalId }, resource: 'ramps' },
		values: { returnAll: true, limit: undefined },
	});
	return ramps.find((ramp) => String(ramp.externalId) === externalId);
}

/** The item for a ramp that an earlier run created. Its quotation was another one, which KillB shows no more. */
export function alreadyCreated(ramp: IDataObject): IDataObject {
	return { ...ramp, quotation: null, idempotency: { alreadyCreated: true } };
}

/**
 * Creates a ramp of a fresh quotation, or gives the one that is there under the same external id: another execution may have
 * been faster since it was looked for. KillB may then answer with that ramp, or with 409 (killb.md section 1.1).
 */
export async function createOnce(
	api: ApiClient,
	quotation: IDataObject,
	body: IDataObject & { externalId: string },
): Promise<IDataObject> {
	const ramp = await api
		.send({ method: 'POST', path: '/api/v2/ramps', body, repeatable: true })
		.then(objectIn, async (error: unknown) => await rampBehind(error, api, body.externalId));
	const isOfAnother = ramp.quotationId !== undefined && ramp.quotationId !== quotation.id;
	return isOfAnother
		? alreadyCreated(ramp)
		: { ...ramp, quotation, idempotency: { alreadyCreated: false } };
}

/** The ramp that a conflict is about. Any other failure stays one. */
async function rampBehind(
	error: unknown,
	api: ApiClient,
	externalId: string,
): Promise<IDataObject> {
	const isConflict = error instanceof NodeApiError && error.httpCode === '409';
	const existing = isConflict ? await findRamp(api, externalId) : undefined;
	if (!existing) throw error;
	return existing;
}
