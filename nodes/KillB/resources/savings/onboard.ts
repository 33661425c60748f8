import { FieldError, fixed, operation, toggle } from '../../../shared/operation';
import { userLocator } from '../../locators';

/** POST /api/v2/savings (killb.md 9). It accepts no external ID. */
export const onboard = operation({
	name: 'Onboard',
	action: 'Onboard user to savings',
	description: 'Open a savings account in US dollars for a user, held by KillB’s partner',
	endpoint: 'POST /api/v2/savings',
	creates: true,
	effect: 'binds',
	fields: {
		userId: userLocator,
		acceptedTermsAndConditions: fixed(
			toggle({
				displayName: 'User Accepted Terms and Conditions',
				description:
					'Whether the user accepted the terms and conditions of the savings account. It takes no expression: somebody has to stand for it.',
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
