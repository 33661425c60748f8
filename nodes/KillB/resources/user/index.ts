import type { Resource } from '../../../shared/operation';
import { create } from './create';
import { deleteUser } from './delete';
import { get } from './get';
import { getFavorite } from './getFavorite';
import { getKycToken } from './getKycToken';
import { getMany } from './getMany';
import { setFavorite } from './setFavorite';
import { update } from './update';
import { uploadCompanyDocument } from './uploadCompanyDocument';
import { uploadPersonDocument } from './uploadPersonDocument';

export const user: Resource = {
	displayName: 'User',
	name: 'user',
	operations: {
		create,
		delete: deleteUser,
		get,
		getAll: getMany,
		getFavorite,
		getKycToken,
		setFavorite,
		update,
		uploadCompanyDocument,
		uploadPersonDocument,
	},
	defaultOperation: 'get',
};
