import type { Resource } from '../../../shared/operation';
import { simulateCashIn } from './simulateCashIn';
import { simulateCashOut } from './simulateCashOut';

export const sandbox: Resource = {
	displayName: 'Sandbox',
	name: 'sandbox',
	operations: { simulateCashIn, simulateCashOut },
	defaultOperation: 'simulateCashIn',
};
