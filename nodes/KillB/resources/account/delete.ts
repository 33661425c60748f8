import { operation } from '../../../shared/operation';
import { accountLocator } from '../../locators';

/** DELETE /api/v2/accounts/{id}, whose answer is empty (killb.md 5). */
export const deleteAccount = operation({
	name: 'Delete',
	action: 'Delete account',
	description: 'Delete a bank account or wallet from KillB',
	endpoint: 'DELETE /api/v2/accounts/{accountId}',
	mayBeEmpty: true,
	fields: { accountId: accountLocator },
	results: (_answer, { accountId }) => ({ deleted: true, id: accountId }),
});
