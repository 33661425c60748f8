import { operation } from '../../../shared/operation';
import { savingsAccountId } from './savingsAccountId';

/** GET /api/v2/savings/{id}/balance; KillB's SDK uses a wrong path (killb.md 9 and 11). */
export const getBalance = operation({
	name: 'Get Balance',
	action: 'Get savings balance',
	description: 'Get the balance of a savings account',
	endpoint: 'GET /api/v2/savings/{savingsAccountId}/balance',
	fields: { savingsAccountId },
});
