import { operation } from '../../../shared/operation';
import { ACCOUNT_SUMMARY } from '../../data/summaries';
import { accountLocator } from '../../locators';

/** GET /api/v2/accounts/{id} (killb.md 5). */
export const get = operation({
	name: 'Get',
	action: 'Get account',
	description: 'Get a bank account or wallet and its status',
	endpoint: 'GET /api/v2/accounts/{accountId}',
	simplify: ACCOUNT_SUMMARY,
	fields: { accountId: accountLocator },
});
