import { described, operation, optional } from '../../../shared/operation';
import { additionalJson } from '../../data/json';
import { accountComparisons } from '../../data/comparisons';
import { RAILS } from '../../data/accounts';
import { accountData } from '../../data/accounts/data';
import { accountFields } from '../../data/accounts/form';
import { accountType } from '../../data/accountType';
import { userLocator } from '../../locators';

const userId = described(
	{ description: 'Owner of the account. KillB also accepts accounts without a user.' },
	optional(userLocator),
);

const additionalFieldsJson = additionalJson(
	'More members of the account’s data',
	'{ "middleName": "Carlos" }',
);

/** POST /api/v2/accounts (killb.md 5). */
export const create = operation({
	name: 'Create',
	action: 'Create account',
	description: 'Create a bank account or wallet to send money to',
	endpoint: 'POST /api/v2/accounts',
	idempotent: { member: 'externalId' },
	creates: true,
	compare: ({ accountType: type, userId }, { data }) => [
		{ label: 'Account Type', asked: type, path: ['type'] },
		{ label: 'User', asked: userId, path: ['userId'] },
		...accountComparisons(data, ['data']),
	],
	fields: {
		accountType,
		...accountFields('accountType', RAILS, {
			before: { userId },
			within: { additionalFieldsJson },
		}),
		// Stands before the Additional Fields already; here its type is known.
		userId,
	},
	body: (values) => ({
		type: values.accountType,
		...(values.userId === undefined ? {} : { userId: values.userId }),
		data: accountData(RAILS[values.accountType], values),
	}),
});
