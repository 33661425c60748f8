import { operation } from '../../../shared/operation';
import { accountLocator } from '../../locators';

/** GET /api/v2/accounts/{id} (killb.md 5). */
export const get = operation({
	name: 'Get',
	action: 'Get account',
	description: 'Read one bank account or wallet, with its status',
	endpoint: 'GET /api/v2/accounts/{accountId}',
	fields: { accountId: accountLocator },
});
