import { operation } from '../../../shared/operation';
import { savingsAccountId } from './savingsAccountId';

/** GET /api/v2/savings/{id} (killb.md 9). */
export const get = operation({
	name: 'Get',
	action: 'Get savings account',
	description: 'Get a savings account and its onboarding status',
	endpoint: 'GET /api/v2/savings/{savingsAccountId}',
	fields: { savingsAccountId },
});
