import type { IDataObject, INodeListSearchItems } from 'n8n-workflow';
import { pagedSearch } from './pagedSearch';

/** The searchable list of ramps, in KillB's order, which is not documented. */
export const searchRamps = pagedSearch({
	path: '/api/v2/ramps',
	resource: 'ramps',
	shown,
});

/** Shows a ramp's exchange, status, start and external ID. */
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
