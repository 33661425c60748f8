import { operation } from '../../../shared/operation';
import { walletFields } from '../../data/wallets';

/**
 * POST /api/v2/customers/pre-fund/create (killb.md 9). It accepts no external ID, so a repetition
 * may create another account.
 */
export const createPreFundAccount = operation({
	name: 'Create Pre-Fund Account',
	action: 'Create pre fund account',
	description:
		'Create a pre-funded account for ramps and payouts. The result has its deposit address.',
	endpoint: 'POST /api/v2/customers/pre-fund/create',
	creates: true,
	fields: walletFields,
	body: ({ currency, network }) => ({ currency, network }),
});
