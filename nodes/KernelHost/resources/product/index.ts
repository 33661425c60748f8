import type { Resource } from '../../../shared/operation';
import { get } from './get';
import { getMany } from './getMany';

export const product: Resource = {
	displayName: 'Product',
	name: 'product',
	operations: { get, getAll: getMany },
	defaultOperation: 'getAll',
};
