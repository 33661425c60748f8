import { amount, operation } from '../../../shared/operation';
import { quotationId } from './quotationId';

/**
 * PATCH /api/v2/quotations/{id}: both amounts are required (killb.md 6). It sets a state, so it may
 * be retried.
 */
export const update = operation({
	name: 'Update',
	action: 'Update quotation',
	description: 'Update both amounts of a quotation that no ramp has used yet',
	endpoint: 'PATCH /api/v2/quotations/{quotationId}',
	repeatable: true,
	fields: {
		quotationId,
		fromAmount: amount({
			displayName: 'From Amount',
			description: 'Amount to send, in the quotation’s From Currency',
			placeholder: 'e.g. 400000',
		}),
		toAmount: amount({
			displayName: 'To Amount',
			description: 'Amount to receive, in the quotation’s To Currency',
			placeholder: 'e.g. 98.5',
		}),
	},
	body: ({ fromAmount, toAmount }) => ({ fromAmount, toAmount }),
});
