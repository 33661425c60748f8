import type { Resource } from '../../../shared/operation';
import { get } from './get';

export const user: Resource = {
	displayName: 'User',
	name: 'user',
	operations: { get },
	defaultOperation: 'get',
};
