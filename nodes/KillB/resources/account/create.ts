import type { IDataObject } from 'n8n-workflow';
import { mergeObjects } from '../../../../core/json';
import { jsonObject, leftOutIfNothing, operation, optional } from '../../../shared/operation';
import { accountComparisons } from '../../data/comparisons';
import { RAILS } from '../../data/accounts';
import { accountData } from '../../data/accounts/data';
import { accountFields } from '../../data/accounts/form';
import { accountType } from '../../data/accountType';
import { userLocator } from '../../locators';

const accountUser = optional(userLocator);

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
		userId: {
			...accountUser,
			property: {
				...accountUser.property,
				description: 'Whose account it is; KillB takes accounts without a user too',
			},
		},
		accountType,
		...accountFields('accountType', RAILS),
		additionalFieldsJson: leftOutIfNothing(
			jsonObject({
				displayName: 'Additional Fields (JSON)',
				description:
					'More members of the account’s data under KillB’s own names, as a JSON object. Where a field above says something else, the field counts.',
				placeholder: '{ "middleName": "Carlos" }',
			}),
		),
	},
	body: (values) => {
		const data = accountData(RAILS[values.accountType], values);
		return {
			type: values.accountType,
			...(values.userId === undefined ? {} : { userId: values.userId }),
			data: mergeObjects(values.additionalFieldsJson ?? {}, data) as IDataObject,
		};
	},
});
