import { SEEDED_ACCOUNT_ID, SEEDED_USER_ID } from '../../../sandbox';
import {
	ACCOUNT_FORMS,
	accountDataOf,
	accountForm,
} from '../../../test/support/killb/accountForms';
import type { PeerCall } from '../call';
import { byId, OWN_ID } from '../call';

/** An account of each type, with the form and the data that the engine tests have for it. */
const creations = Object.keys(ACCOUNT_FORMS).map((type): PeerCall => {
	const of = { userId: SEEDED_USER_ID, externalId: OWN_ID.externalId };
	return {
		sdk: 'accounts.create',
		of: type,
		node: 'account.create',
		given: () => [{ type, ...of, data: accountDataOf(type) }],
		form: () => ({ ...accountForm(type), userId: byId(SEEDED_USER_ID), ...OWN_ID }),
	};
});

export const accountCalls: PeerCall[] = [
	...creations,
	{
		sdk: 'accounts.update',
		node: 'account.update',
		given: () => [SEEDED_ACCOUNT_ID, { type: 'PSE', data: { accountNumber: '99887766' } }],
		form: () => ({
			accountId: byId(SEEDED_ACCOUNT_ID),
			accountType: 'PSE',
			changes: { accountNumber: '99887766' },
		}),
	},
	{
		sdk: 'accounts.getById',
		node: 'account.get',
		given: () => [SEEDED_ACCOUNT_ID],
		form: () => ({ accountId: byId(SEEDED_ACCOUNT_ID) }),
	},
	{
		sdk: 'accounts.getByUserId',
		node: 'account.getByUser',
		given: () => [SEEDED_USER_ID],
		form: () => ({ userId: byId(SEEDED_USER_ID) }),
	},
	{
		sdk: 'accounts.getBanksByCountry',
		node: 'bank.getAll',
		given: () => ['CO'],
		form: () => ({ countryCode: 'CO', returnAll: true }),
	},
	{
		sdk: 'accounts.getBankByCountry',
		node: 'bank.getAll',
		given: () => ['CO', '001'],
		form: () => ({ countryCode: 'CO', returnAll: true }),
	},
];
