import { described, leftOutIfNothing, operation, optional } from '../../../shared/operation';
import { additionalJson, overJson } from '../../data/json';
import { accountComparisons } from '../../data/comparisons';
import { RAILS } from '../../data/accounts';
import { accountData } from '../../data/accounts/data';
import { accountFields } from '../../data/accounts/form';
import { accountType } from '../../data/accountType';
import { userLocator } from '../../locators';

/** POST /api/v2/accounts (killb.md 5). */
export const create = operation({
	name: 'Create',
	action: 'Create account',
	description: 'Add a bank account or wallet that money can be sent to',
	endpoint: 'POST /api/v2/accounts',
	idempotent: { member: 'externalId' },
	creates: true,
	compare: ({ accountType: type, userId }, { data }) => [
		{ label: 'Account Type', asked: type, path: ['type'] },
		{ label: 'User', asked: userId, path: ['userId'] },
		...accountComparisons(data, ['data']),
	],
	fields: {
		userId: described(
			{ description: 'Whose account it is; KillB takes accounts without a user too' },
			optional(userLocator),
		),
		accountType,
		...accountFields('accountType', RAILS),
		additionalFieldsJson: leftOutIfNothing(
			additionalJson('More members of the account’s data', '{ "middleName": "Carlos" }'),
		),
	},
	body: (values) => {
		const data = accountData(RAILS[values.accountType], values);
		return {
			type: values.accountType,
			...(values.userId === undefined ? {} : { userId: values.userId }),
			data: overJson(values.additionalFieldsJson, data),
		};
	},
});
