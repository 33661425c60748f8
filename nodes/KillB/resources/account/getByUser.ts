import { listIn, operation } from '../../../shared/operation';
import { ACCOUNT_SUMMARY } from '../../data/summaries';
import { userLocator } from '../../locators';

/** GET /api/v2/accounts/userId/{userId}: all accounts at once, without pages (killb.md 5). */
export const getByUser = operation({
	name: 'Get by User',
	action: 'Get accounts of user',
	description: 'Get all bank accounts and wallets of a user',
	endpoint: 'GET /api/v2/accounts/userId/{userId}',
	simplify: ACCOUNT_SUMMARY,
	fields: { userId: userLocator },
	results: ({ body }) => listIn(body, 'accounts'),
});
