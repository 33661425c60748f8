import type { Resource } from '../../../shared/operation';
import { create } from './create';
import { get } from './get';

export const order: Resource = {
	displayName: 'Order',
	name: 'order',
	operations: { create, get },
	defaultOperation: 'get',
};
