import type { IDataObject, INodeListSearchItems } from 'n8n-workflow';
import { pagedSearch } from './pagedSearch';

/** The searchable list of payouts, in the order in which KillB gives them: it documents none. */
export const searchPayouts = pagedSearch({
	path: '/api/v2/payouts',
	resource: 'payouts',
	shown,
});

/**
 * What a person knows a payout by: the amount, to whom, how far it is, when it began, and its own
 * external id.
 */
function shown(payout: IDataObject): INodeListSearchItems {
	const { id, amount, currency, status, createdAt, externalId } = payout;
	const { account } = (payout.beneficiary ?? {}) as IDataObject;
	const { companyName, firstName, lastName } = (account ?? {}) as IDataObject;
	const name = [companyName, firstName, lastName].filter(Boolean).join(' ');
	const day = typeof createdAt === 'string' ? createdAt.slice(0, 10) : undefined;
	const known = [[amount, currency].join(' '), name, status, day, externalId].filter(Boolean);
	return { name: `${known.join(', ')} (${String(id)})`, value: String(id) };
}
