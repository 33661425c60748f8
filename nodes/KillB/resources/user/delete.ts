import { operation } from '../../../shared/operation';
import { userLocator } from '../../locators';

/**
 * DELETE /api/v2/users/{id}: KillB keeps the data and sets the user inactive; the answer is empty
 * (killb.md 3.5).
 */
export const deleteUser = operation({
	name: 'Delete',
	action: 'Delete user',
	description: 'Set a user to inactive. Users with pending ramps cannot be deleted.',
	endpoint: 'DELETE /api/v2/users/{userId}',
	mayBeEmpty: true,
	fields: { userId: userLocator },
	results: (_answer, { userId }) => ({ deleted: true, id: userId }),
});
