import { labelsOf } from '../../../nodes/shared/fields/labels';
import { collection, requiredText, text, toggle } from '../../../nodes/shared/fields/fields';
import { when } from '../../../nodes/shared/fields/field';
import { group, rows } from '../../../nodes/shared/fields/objects';

const named = (displayName: string) => text({ displayName });
const fields = {
	billingCycle: requiredText({ displayName: 'Billing Cycle' }),
	userId: named('User'),
	isCompany: toggle({ displayName: 'Is Company', default: false }),
	name: when({ isCompany: [true] }, named('Company Name')),
	address: group({ displayName: 'Address', fields: { city: named('City'), zip: named('ZIP') } }),
	accounts: rows({
		displayName: 'Accounts',
		addButton: 'Add Account',
		fields: { amount: named('Amount'), zip: named('Postal Code') },
	}),
	additionalFields: collection({ displayName: 'More', fields: { firstName: named('First Name') } }),
};
const labelOf = labelsOf(fields, { isCompany: false });

describe('the label of an API’s member', () => {
	it.each([
		['billing_cycle', 'Billing Cycle'],
		['billingCycle', 'Billing Cycle'],
		['/billing_cycle', 'Billing Cycle'],
		['data.firstName', 'More › First Name'],
		['user', 'User'],
		['user_id', 'User'],
		['accounts[0].amount', 'Accounts › Amount'],
		['accounts.0.zip', 'Accounts › Postal Code'],
		['address.zip', 'Address › ZIP'],
		['address.street', 'Address'],
	])('%j is %j', (member, label) => {
		expect(labelOf(member)).toBe(label);
	});

	it.each(['vat_id', '', '..', '0', 'zip', 'constructor', 'name'])(
		'is unknown for %j, which no shown input or several have',
		(member) => {
			expect(labelOf(member)).toBeUndefined();
		},
	);

	it('follows the inputs that are shown', () => {
		expect(labelsOf(fields, { isCompany: true })('name')).toBe('Company Name');
	});
});
