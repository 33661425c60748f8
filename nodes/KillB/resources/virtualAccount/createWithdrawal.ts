import { amount, named, operation, optionInputs } from '../../../shared/operation';
import { withdrawalComparisons } from '../../data/comparisons';
import { maximumAmount, requireAtMost } from '../../data/maximumAmount';
import { repetitionPaysAgain } from '../../data/repetition';
import { accountLocator } from '../../locators';
import { virtualAccountLocator } from './virtualAccountLocator';

/** POST /api/v2/virtual-accounts/{id}/withdrawals (killb.md 9). It accepts no external ID. */
export const createWithdrawal = operation({
	name: 'Create Withdrawal',
	action: 'Create virtual account withdrawal',
	description: 'Withdraw money from a virtual account to an account of the user',
	endpoint: 'POST /api/v2/virtual-accounts/{virtualAccountId}/withdrawals',
	effect: 'movesMoney',
	creates: true,
	compare: (values) =>
		withdrawalComparisons(values.virtualAccountId, values.accountId, values.amount),
	fields: {
		repetition: repetitionPaysAgain,
		virtualAccountId: virtualAccountLocator,
		accountId: named('To Account', accountLocator),
		amount: amount({
			displayName: 'Amount',
			description: 'Amount to withdraw, in the currency of the virtual account',
			hint: 'This moves money',
		}),
		options: optionInputs({ maximumAmount }),
	},
	body: ({ amount, accountId, options }) => {
		requireAtMost(amount, options.maximumAmount);
		return { amount, accountId };
	},
});
