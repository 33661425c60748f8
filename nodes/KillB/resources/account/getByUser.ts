import { listIn, operation } from '../../../shared/operation';
import { userLocator } from '../../locators';

/** GET /api/v2/accounts/userId/{userId}: all accounts at once, without pages (killb.md 5). */
export const getByUser = operation({
	name: 'Get by User',
	action: 'Get accounts of user',
	description: 'List all bank accounts and wallets of one person or company',
	endpoint: 'GET /api/v2/accounts/userId/{userId}',
	fields: { userId: userLocator },
	results: ({ body }) => listIn(body, 'accounts'),
});
