import type { Resource } from '../../../shared/operation';
import { send } from './send';

export const apiRequest: Resource = {
	displayName: 'API Request',
	name: 'apiRequest',
	operations: { send },
	defaultOperation: 'send',
};
