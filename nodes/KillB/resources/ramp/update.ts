import { additionalInputs, FieldError, operation } from '../../../shared/operation';
import { changesJson, overJson } from '../../data/json';
import { accountRows } from '../../data/ramp';
import { rampLocator } from '../../locators';

/**
 * PATCH /api/v2/ramps/{id}: only the accounts can be changed (killb.md 7). It sets a state, so it
 * may be retried.
 */
export const update = operation({
	name: 'Update',
	action: 'Update ramp',
	description: 'Update the accounts that a ramp pays out to, and their amounts',
	endpoint: 'PATCH /api/v2/ramps/{rampId}',
	repeatable: true,
	fields: {
		rampId: rampLocator,
		accounts: accountRows,
		additionalFields: additionalInputs({
			changesJson: changesJson('Changes to the ramp', '{ "accounts": […] }'),
		}),
	},
	body: ({ accounts, additionalFields }) => {
		const body = overJson(additionalFields.changesJson, { accounts });
		if (Object.keys(body).length > 0) return body;
		throw new FieldError('Accounts', 'are empty, so nothing would change. Add at least one');
	},
});
