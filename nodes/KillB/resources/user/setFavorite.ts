import { choice, fixed, operation, when } from '../../../shared/operation';
import { userLocator } from '../../locators';

/**
 * PATCH /api/v2/users/favorite: null clears it (killb.md 3). Setting the same user twice changes
 * nothing.
 */
export const setFavorite = operation({
	name: 'Set Favorite',
	action: 'Set favorite user',
	description: 'Set or clear the favorite user of your customer account',
	endpoint: 'PATCH /api/v2/users/favorite',
	repeatable: true,
	fields: {
		favorite: fixed(
			choice({
				displayName: 'Favorite',
				description: 'Whether to set a favorite user or clear it',
				options: [
					{ name: 'User', value: 'user' },
					{ name: 'None', value: 'nobody', description: 'Clear the favorite' },
				],
				default: 'user',
			}),
		),
		userId: when({ favorite: ['user'] }, userLocator),
	},
	body: ({ userId }) => ({ userId: userId ?? null }),
});
