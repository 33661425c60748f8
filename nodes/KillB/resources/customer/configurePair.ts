import { operation } from '../../../shared/operation';
import { pairFields } from '../../data/pair';

/** POST /api/v2/customers/pairs/configure (killb.md 9). */
export const configurePair = operation({
	name: 'Configure Pair',
	action: 'Configure customer pair',
	description:
		'Enable a pair of currencies and methods, so that your customer account can quote it',
	endpoint: 'POST /api/v2/customers/pairs/configure',
	fields: pairFields,
	body: ({ fromCurrency, cashInMethod, toCurrency, cashOutMethod }) => ({
		fromCurrency,
		cashInMethod,
		toCurrency,
		cashOutMethod,
	}),
});
