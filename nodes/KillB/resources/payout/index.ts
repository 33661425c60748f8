import type { Resource } from '../../../shared/operation';
import { create } from './create';
import { get } from './get';
import { getMany } from './getMany';

export const payout: Resource = {
	displayName: 'Payout',
	name: 'payout',
	operations: { create, get, getAll: getMany },
	defaultOperation: 'get',
};
