import { operation } from '../../../shared/operation';

/** GET /api/v2/users/favorite (killb.md 3). Both members are null where none is set. */
export const getFavorite = operation({
	name: 'Get Favorite',
	action: 'Get favorite user',
	description: 'Get the favorite user of your customer account, if you have set one',
	endpoint: 'GET /api/v2/users/favorite',
});
