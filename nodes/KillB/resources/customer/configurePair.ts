import { operation } from '../../../shared/operation';
import { pairFields } from '../../data/pair';

/** POST /api/v2/customers/pairs/configure (killb.md 9). */
export const configurePair = operation({
	name: 'Configure Pair',
	action: 'Configure customer pair',
	description:
		'Set up an exchange of one currency and method for another, so that your customer account can quote it',
	endpoint: 'POST /api/v2/customers/pairs/configure',
	fields: pairFields,
	body: ({ fromCurrency, cashInMethod, toCurrency, cashOutMethod }) => ({
		fromCurrency,
		cashInMethod,
		toCurrency,
		cashOutMethod,
	}),
});
