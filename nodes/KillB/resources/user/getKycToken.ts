import {
	additionalInputs,
	choice,
	fixed,
	operation,
	text,
	when,
	wholeNumber,
} from '../../../shared/operation';
import { accountLocator, userLocator } from '../../locators';

/**
 * POST /api/v2/compliance/access-token (killb.md 3.7): a token for Sumsub's identity verification.
 */
export const getKycToken = operation({
	name: 'Get KYC Token',
	action: 'Get KYC token',
	description:
		'Get a token with which a page or app of yours lets the user do the verification. Who has it can act for the user, and it is kept in the execution data.',
	endpoint: 'POST /api/v2/compliance/access-token',
	fields: {
		idType: fixed(
			choice({
				displayName: 'Token For',
				description: 'Whose verification the token is for',
				options: [
					{ name: 'User', value: 'userId' },
					{ name: 'Account', value: 'accountId' },
				],
				default: 'userId',
			}),
		),
		userId: when({ idType: ['userId'] }, userLocator),
		accountId: when({ idType: ['accountId'] }, accountLocator),
		additionalFields: additionalInputs({
			levelName: text({
				displayName: 'Level Name',
				description: 'The level of verification, by its name at KillB',
				placeholder: 'e.g. basic-kyc-level',
			}),
			ttlInSecs: wholeNumber({
				displayName: 'Lifetime (Seconds)',
				description: 'How long the token works; KillB’s example is 600',
				default: 600,
				minimum: 1,
			}),
		}),
	},
	body: ({ idType, userId, accountId, additionalFields }) => ({
		id: userId ?? accountId,
		idType,
		...additionalFields,
	}),
});
