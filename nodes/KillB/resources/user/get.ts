import { operation } from '../../../shared/operation';
import { userLocator } from '../../locators';

/** GET /api/v2/users/{id} (killb.md 3). */
export const get = operation({
	name: 'Get',
	action: 'Get user',
	description: 'Read one person or company, with its verification status',
	endpoint: 'GET /api/v2/users/{userId}',
	fields: { userId: userLocator },
});
