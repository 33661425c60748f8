import { required } from '../../../shared/fields';
import { operation } from '../../../shared/operation';
import { accountRows } from '../../data/ramp';
import { rampLocator } from '../../locators';

/** PATCH /api/v2/ramps/{id}: the accounts are all that can be changed (killb.md section 7). It sets a state. */
export const update = operation({
	name: 'Update',
	action: 'Update ramp',
	description: 'Change the accounts that an exchange pays out to, and their amounts',
	endpoint: 'PATCH /api/v2/ramps/{rampId}',
	repeatable: true,
	fields: { rampId: rampLocator, accounts: required(accountRows) },
	body: ({ accounts }) => ({ accounts }),
});
