import type { Resource } from '../../../shared/operation';
import { get } from './get';

export const balance: Resource = {
	displayName: 'Balance',
	name: 'balance',
	operations: { get },
	defaultOperation: 'get',
};
