import { operation } from '../../../shared/operation';
import { savingsAccountId } from './savingsAccountId';

/** GET /api/v2/savings/{id} (killb.md 9). */
export const get = operation({
	name: 'Get',
	action: 'Get savings account',
	description: 'Read one savings account, with how far its opening is',
	endpoint: 'GET /api/v2/savings/{savingsAccountId}',
	fields: { savingsAccountId },
});
