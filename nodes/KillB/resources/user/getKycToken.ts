import {
	additionalInputs,
	choice,
	fixed,
	notice,
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
	description: 'Get a token that lets your page or app run the verification of a user or account',
	endpoint: 'POST /api/v2/compliance/access-token',
	// Another token is harmless, and the first one expires.
	repeatable: true,
	fields: {
		tokenNotice: notice(
			'Anyone holding the token can act for the user. n8n stores it in the execution data.',
		),
		idType: fixed(
			choice({
				displayName: 'Token For',
				description: 'Whether to verify a user or an account',
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
				description: 'Name of the verification level at KillB',
				placeholder: 'e.g. basic-kyc-level',
			}),
			ttlInSecs: wholeNumber({
				displayName: 'Lifetime (Seconds)',
				description: 'How long the token is valid. KillB’s example is 600.',
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
