import { choice, operation } from '../../../shared/operation';
import { savingsAccountId } from './savingsAccountId';

/** GET /api/v2/savings/{id}/deposit-instructions/{type} (killb.md 9). */
export const getDepositInstructions = operation({
	name: 'Get Deposit Instructions',
	action: 'Get savings deposit instructions',
	description: 'Read to which bank account dollars are sent to get into a savings account',
	endpoint: 'GET /api/v2/savings/{savingsAccountId}/deposit-instructions/{depositType}',
	fields: {
		savingsAccountId,
		depositType: choice({
			displayName: 'Transfer Type',
			description: 'How the dollars are sent; each way has its own account and reference',
			options: [
				{ name: 'ACH', value: 'ACH', description: 'A transfer between banks in the United States' },
				{ name: 'Wire', value: 'WIRE', description: 'A wire transfer' },
			],
			default: 'ACH',
		}),
	},
});
