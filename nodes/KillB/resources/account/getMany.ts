import type { IDataObject } from 'n8n-workflow';
import { limited, listIn, operation } from '../../../shared/operation';
import { accountFilters } from '../../data/accountFilters';
import { ACCOUNT_SUMMARY } from '../../data/summaries';
import { filteredListFields, listOf } from '../../pages';
import { unless } from '../../webhookConfiguration';

const readAccounts = listOf('accounts');

/** GET /api/v2/accounts (killb.md 5). */
export const getMany = operation({
	name: 'Get Many',
	action: 'Get many accounts',
	description: 'Get many bank accounts and wallets, optionally filtered',
	endpoint: 'GET /api/v2/accounts',
	simplify: ACCOUNT_SUMMARY,
	fields: filteredListFields(accountFilters),
	query: ({ filters: { ids, ...filters } }) => ({
		...filters,
		// Named assumption "a list of ids has commas": `ids` is a single text, and KillB shows no
		// example (killb.md 5).
		...(ids ? { ids: ids.join(',') } : {}),
	}),
	run: async (call) => {
		const { ids = [] } = call.values.filters;
		if (ids.length < 2) return await readAccounts(call);
		const found = (await unless(400, readAccounts(call))) ?? [];
		if (found.length > 0) return found;
		// None of several, or a 400: KillB may take the text with commas for one ID.
		const accounts: IDataObject[] = [];
		for (const id of ids) {
			const { body } = await call.request({ query: { ids: id, page: 1, limit: 1 } });
			accounts.push(...listIn(body, 'accounts'));
		}
		return limited(accounts, call.values);
	},
});
