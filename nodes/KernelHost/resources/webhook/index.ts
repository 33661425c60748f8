import type { Resource } from '../../../shared/operation';
import { get } from './get';
import { remove } from './remove';
import { set } from './set';
import { verifyDelivery } from './verifyDelivery';

export const webhook: Resource = {
	displayName: 'Webhook',
	name: 'webhook',
	operations: { get, remove, set, verifyDelivery },
	defaultOperation: 'get',
};
