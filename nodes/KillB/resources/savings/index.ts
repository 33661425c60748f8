import type { Resource } from '../../../shared/operation';
import { get } from './get';
import { getBalance } from './getBalance';
import { getCryptoDepositInstructions } from './getCryptoDepositInstructions';
import { getDepositInstructions } from './getDepositInstructions';
import { getTransactions } from './getTransactions';
import { onboard } from './onboard';
import { withdraw } from './withdraw';

export const savings: Resource = {
	displayName: 'Savings Account',
	name: 'savings',
	operations: {
		get,
		getBalance,
		getCryptoDepositInstructions,
		getDepositInstructions,
		getTransactions,
		onboard,
		withdraw,
	},
	defaultOperation: 'getBalance',
};
