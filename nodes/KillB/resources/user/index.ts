import type { Resource } from '../../../shared/operation';
import { create } from './create';
import { deleteUser } from './delete';
import { get } from './get';
import { getFavorite } from './getFavorite';
import { getMany } from './getMany';
import { setFavorite } from './setFavorite';
import { update } from './update';

export const user: Resource = {
	displayName: 'User',
	name: 'user',
	operations: {
		create,
		delete: deleteUser,
		get,
		getAll: getMany,
		getFavorite,
		setFavorite,
		update,
	},
	defaultOperation: 'get',
};
