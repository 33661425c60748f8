import type { Resource } from '../../../shared/operation';
import { checkConnection } from './checkConnection';
import { checkHealth } from './checkHealth';
import { get } from './get';

export const account: Resource = {
	displayName: 'Account',
	name: 'account',
	operations: { checkConnection, checkHealth, get },
	defaultOperation: 'checkConnection',
};
