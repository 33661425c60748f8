import { FieldError, notice, operation, when } from '../../../shared/operation';
import { changesJson } from '../../data/json';
import { RAILS } from '../../data/accounts';
import { changedData } from '../../data/accounts/data';
import { changeFields } from '../../data/accounts/form';
import type { Rail } from '../../data/accounts/rail';
import { accountType } from '../../data/accountType';
import { accountLocator } from '../../locators';

const UNDOCUMENTED = Object.entries<Rail>(RAILS)
	.filter(([, { changes }]) => changes === undefined)
	.map(([type]) => type);

/** PATCH /api/v2/accounts/{id}: type and data, unlike the update of a user (killb.md 5). */
export const update = operation({
	name: 'Update',
	action: 'Update account',
	description: 'Update the number, bank or document of a bank account or wallet',
	endpoint: 'PATCH /api/v2/accounts/{accountId}',
	fields: {
		accountId: accountLocator,
		accountType,
		undocumentedNotice: when(
			{ accountType: UNDOCUMENTED },
			notice(
				'KillB documents no changes for this account type. Under Changes, enter them as JSON with KillB’s field names.',
			),
		),
		...changeFields('accountType', RAILS, {
			changesJson: changesJson(
				'Changes to the account’s data',
				'{ "accountNumber": "1234567890" }',
			),
		}),
	},
	body: (values) => {
		const data = changedData(RAILS[values.accountType], values);
		if (Object.keys(data).length > 0) return { type: values.accountType, data };
		throw new FieldError('Changes', 'are empty, so nothing would change. Add at least one field');
	},
});
