import { operation } from '../../../shared/operation';
import { walletFields } from '../../data/wallets';
import { userLocator } from '../../locators';

/**
 * POST /api/v2/virtual-accounts (killb.md 9). It accepts no external ID, so a repetition may create
 * another account.
 */
export const create = operation({
	name: 'Create',
	action: 'Create virtual account',
	description: 'Create a virtual account with its own deposit address for a user',
	endpoint: 'POST /api/v2/virtual-accounts',
	creates: true,
	fields: { userId: userLocator, ...walletFields },
	body: ({ userId, currency, network }) => ({ userId, network, currency }),
});
