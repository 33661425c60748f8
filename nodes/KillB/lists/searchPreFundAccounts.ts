import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { listIn } from '../../shared/operation/listIn';
import { killBClient } from '../client';

/**
 * The searchable list of the customer's pre-funded balances.
 *
 * Named assumption "a balance's `accountId` is the pre-fund account's": KillB has no list of pre-fund accounts, and does not say
 * which account a balance belongs to (killb.md section 9).
 */
export async function searchPreFundAccounts(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const { body } = await killBClient(this, 0).send({
		method: 'GET',
		path: '/api/v2/customers/balances',
		repeatable: true,
	});
	const wanted = (filter ?? '').trim().toLowerCase();
	return {
		results: listIn(body, 'balances')
			.filter(({ accountId }) => typeof accountId === 'string')
			.map(({ accountId, currency, amount }) => ({
				name: `${[currency, amount].join(' ')} (${String(accountId)})`,
				value: String(accountId),
			}))
			.filter(({ name }) => name.toLowerCase().includes(wanted)),
	};
}
