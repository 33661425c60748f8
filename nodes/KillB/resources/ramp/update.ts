import { FieldError, jsonObject, operation } from '../../../shared/operation';
import { accountRows } from '../../data/ramp';
import { rampLocator } from '../../locators';

/**
 * PATCH /api/v2/ramps/{id}: only the accounts can be changed (killb.md 7). It sets a state, so it
 * may be retried.
 */
export const update = operation({
	name: 'Update',
	action: 'Update ramp',
	description: 'Change the accounts that an exchange pays out to, and their amounts',
	endpoint: 'PATCH /api/v2/ramps/{rampId}',
	repeatable: true,
	fields: {
		rampId: rampLocator,
		accounts: accountRows,
		changesJson: jsonObject({
			displayName: 'Changes (JSON)',
			description:
				'Changes under KillB’s own names, as a JSON object, for accounts from an expression. Where a field above says something else, the field counts.',
			placeholder: '{ "accounts": […] }',
		}),
	},
	body: ({ accounts, changesJson }) => {
		const body = { ...changesJson, ...(accounts ? { accounts } : {}) };
		if (Object.keys(body).length > 0) return body;
		throw new FieldError('Accounts', 'are empty, so nothing would change. Add at least one');
	},
});
