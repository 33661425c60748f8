import { choice, fixed, operation, when } from '../../../shared/operation';
import { userLocator } from '../../locators';

/**
 * PATCH /api/v2/users/favorite: null clears it (killb.md 3). Setting the same user twice changes
 * nothing.
 */
export const setFavorite = operation({
	name: 'Set Favorite',
	action: 'Set favorite user',
	description: 'Choose the favorite user of your customer account, or clear the choice',
	endpoint: 'PATCH /api/v2/users/favorite',
	repeatable: true,
	fields: {
		favorite: fixed(
			choice({
				displayName: 'Favorite',
				description: 'What the favorite is from now on',
				options: [
					{ name: 'A User', value: 'user' },
					{ name: 'Nobody', value: 'nobody', description: 'Clears the favorite' },
				],
				default: 'user',
			}),
		),
		userId: when({ favorite: ['user'] }, userLocator),
	},
	body: ({ userId }) => ({ userId: userId ?? null }),
});
