import { FieldError, fixed, operation, toggle } from '../../../shared/operation';
import { userLocator } from '../../locators';

/** POST /api/v2/savings (killb.md 9). It accepts no external ID. */
export const onboard = operation({
	name: 'Onboard',
	action: 'Onboard user to savings',
	description: 'Open a US dollar savings account for a user, held by KillB’s partner',
	endpoint: 'POST /api/v2/savings',
	creates: true,
	effect: 'binds',
	fields: {
		userId: userLocator,
		acceptedTermsAndConditions: fixed(
			toggle({
				displayName: 'User Accepted Terms and Conditions',
				description:
					'Whether the user accepted the savings account’s terms and conditions. Takes no expression: a person must confirm this.',
				default: false,
			}),
		),
	},
	body: ({ userId, acceptedTermsAndConditions }) => {
		if (acceptedTermsAndConditions) return { userId, acceptedTermsAndConditions };
		throw new FieldError(
			'User Accepted Terms and Conditions',
			'is off, and KillB opens a savings account only with it',
		);
	},
});
