import { operation } from '../../../shared/operation';
import { savingsAccountId } from './savingsAccountId';

/** GET /api/v2/savings/{id}/crypto-deposit-instructions (killb.md 9). */
export const getCryptoDepositInstructions = operation({
	name: 'Get Crypto Deposit Instructions',
	action: 'Get savings crypto deposit instructions',
	description: 'Get the wallet address, network and currency for stablecoin deposits',
	endpoint: 'GET /api/v2/savings/{savingsAccountId}/crypto-deposit-instructions',
	fields: { savingsAccountId },
});
