import type { IDataObject, INodeListSearchItems } from 'n8n-workflow';
import { pagedSearch } from './pagedSearch';

/** The searchable list of ramps, in the order in which KillB gives them: it documents none. */
export const searchRamps = pagedSearch({
	path: '/api/v2/ramps',
	resource: 'ramps',
	shown,
});

/**
 * What a person knows a ramp by: what is exchanged, how far it is, when it began, and its own
 * external id.
 */
function shown(ramp: IDataObject): INodeListSearchItems {
	const { id, status, createdAt, externalId } = ramp;
	const amounts = [
		[ramp.fromAmount, ramp.fromCurrency],
		[ramp.toAmount, ramp.toCurrency],
	].map((amount) => amount.filter((part) => part !== undefined).join(' '));
	const day = typeof createdAt === 'string' ? createdAt.slice(0, 10) : undefined;
	const known = [amounts.join(' → '), status, day, externalId].filter(Boolean).join(', ');
	return { name: `${known} (${String(id)})`, value: String(id) };
}
