import { operation } from '../../../shared/operation';
import { USER_SUMMARY } from '../../data/summaries';
import { userLocator } from '../../locators';

/** GET /api/v2/users/{id} (killb.md 3). */
export const get = operation({
	name: 'Get',
	action: 'Get user',
	description: 'Get a person or company and their verification status',
	endpoint: 'GET /api/v2/users/{userId}',
	simplify: USER_SUMMARY,
	fields: { userId: userLocator },
});
