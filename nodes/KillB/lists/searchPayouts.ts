import type { IDataObject, INodeListSearchItems } from 'n8n-workflow';
import { pagedSearch } from './pagedSearch';

/** The searchable list of payouts, in KillB's order, which is not documented. */
export const searchPayouts = pagedSearch({
	path: '/api/v2/payouts',
	resource: 'payouts',
	shown,
});

/** Shows a payout's amount, receiver, status, start and external ID. */
function shown(payout: IDataObject): INodeListSearchItems {
	const { id, amount, currency, status, createdAt, externalId } = payout;
	const { account } = (payout.beneficiary ?? {}) as IDataObject;
	const { companyName, firstName, lastName } = (account ?? {}) as IDataObject;
	const name = [companyName, firstName, lastName].filter(Boolean).join(' ');
	const day = typeof createdAt === 'string' ? createdAt.slice(0, 10) : undefined;
	const known = [[amount, currency].join(' '), name, status, day, externalId].filter(Boolean);
	return { name: `${known.join(', ')} (${String(id)})`, value: String(id) };
}
