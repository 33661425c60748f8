import { operation, optionalChoice, text } from '../../../shared/operation';
import { filteredListFields, listOf } from '../../pages';

/**
 * Every documented filter of GET /savings/transactions (killb.md 9); `type` is text with two known
 * values.
 */
export const transactionFilters = {
	id: text({ displayName: 'Transaction ID' }),
	userId: text({ displayName: 'User ID' }),
	originAccountId: text({
		displayName: 'Origin Account ID',
		description: 'Account that the money came from',
	}),
	destinationAccountId: text({
		displayName: 'Destination Account ID',
		description: 'Account that the money went to',
	}),
	type: optionalChoice({
		displayName: 'Type',
		options: [
			{ name: 'Deposit', value: 'DEPOSIT' },
			{ name: 'Withdrawal', value: 'WITHDRAWAL' },
		],
	}),
};

/** GET /api/v2/savings/transactions (killb.md 9). */
export const getTransactions = operation({
	name: 'Get Transactions',
	action: 'Get savings transactions',
	description: 'Get many deposits and withdrawals of savings accounts',
	endpoint: 'GET /api/v2/savings/transactions',
	fields: filteredListFields(transactionFilters),
	query: ({ filters }) => filters,
	run: listOf('transactions'),
});
