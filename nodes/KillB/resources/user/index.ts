import type { Resource } from '../../../shared/operation';
import { create } from './create';
import { deleteUser } from './delete';
import { get } from './get';
import { getMany } from './getMany';
import { update } from './update';

export const user: Resource = {
	displayName: 'User',
	name: 'user',
	operations: { create, delete: deleteUser, get, getAll: getMany, update },
	defaultOperation: 'get',
};
