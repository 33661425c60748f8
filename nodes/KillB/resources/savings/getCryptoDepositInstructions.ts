import { operation } from '../../../shared/operation';
import { savingsAccountId } from './savingsAccountId';

/** GET /api/v2/savings/{id}/crypto-deposit-instructions (killb.md 9). */
export const getCryptoDepositInstructions = operation({
	name: 'Get Crypto Deposit Instructions',
	action: 'Get savings crypto deposit instructions',
	description:
		'Read to which wallet, in which network and currency, stablecoins are sent to get into a savings account',
	endpoint: 'GET /api/v2/savings/{savingsAccountId}/crypto-deposit-instructions',
	fields: { savingsAccountId },
});
