import type { Resource } from '../../../shared/operation';
import { create } from './create';
import { deleteWebhook } from './delete';
import { get } from './get';
import { update } from './update';
import { verifyDelivery } from './verifyDelivery';

export const webhook: Resource = {
	displayName: 'Webhook',
	name: 'webhook',
	operations: { create, delete: deleteWebhook, get, update, verifyDelivery },
	defaultOperation: 'get',
};
