import { choice, operation } from '../../../shared/operation';
import { savingsAccountId } from './savingsAccountId';

/** GET /api/v2/savings/{id}/deposit-instructions/{type} (killb.md 9). */
export const getDepositInstructions = operation({
	name: 'Get Deposit Instructions',
	action: 'Get savings deposit instructions',
	description: 'Get the bank details for US dollar deposits',
	endpoint: 'GET /api/v2/savings/{savingsAccountId}/deposit-instructions/{depositType}',
	fields: {
		savingsAccountId,
		depositType: choice({
			displayName: 'Transfer Type',
			description: 'How the dollars are sent. Each type has its own account and reference.',
			options: [
				{ name: 'ACH', value: 'ACH', description: 'Transfer between US banks' },
				{ name: 'Wire', value: 'WIRE', description: 'Wire transfer' },
			],
			default: 'ACH',
		}),
	},
});
