import { choice, fixed } from '../../shared/operation';
import { ACCOUNT_TYPES } from './accounts';

/**
 * The type of an account, which determines the required fields. With an expression, n8n would
 * require the fields of all types.
 */
export const accountType = fixed(
	choice({
		displayName: 'Account Type',
		description:
			'The payment network of the account. It decides what is required, so it takes no expression: use one node for each.',
		options: ACCOUNT_TYPES,
		default: 'PSE',
	}),
);
