import type { Resource } from '../../../shared/operation';
import { getMany } from './getMany';

export const bank: Resource = {
	displayName: 'Bank',
	name: 'bank',
	operations: { getAll: getMany },
	defaultOperation: 'getAll',
};
