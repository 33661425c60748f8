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
			'Payment network of the account. It determines the required fields, so it cannot be an expression: use one node per type.',
		options: ACCOUNT_TYPES,
		default: 'PSE',
	}),
);
