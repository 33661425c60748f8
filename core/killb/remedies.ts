import type { CodedRemedy, Remedies, RemediesByStatus } from '../http/explanation';

/**
 * Every documented `errorCode` (killb.md 1.1). The advice is KillB's own, reworded for n8n users.
 */
export const CODES: Remedies = {
	'AUTH.0001': {
		message: 'KillB rejected the email or the password',
		advice:
			'Check the Email, Password and Environment in the KillB credential. Sandbox logins do not work in production, and production logins do not work in the sandbox.',
	},
	'AUTH.0002': {
		message: 'KillB says that the session has expired',
		advice:
			'The session was refreshed and the request sent again, with the same result. Run Auth › Log In with this credential, and check n8n’s clock.',
	},
	'AUTH.0003': {
		message: 'KillB rejected the session',
		advice:
			'The session was refreshed and the request sent again, with the same result. Run Auth › Log In with this credential. If that works, another program may be logging in with the same account.',
	},
	'USER.0001': {
		message: 'KillB found no user with this ID',
		advice:
			'Check the user ID, and that the user is in the credential’s environment (production or sandbox).',
	},
	'USER.0002': {
		message: 'KillB rejected the user’s document',
		advice:
			'Check the type, the number (letters and digits only) and the issuing country of the document.',
	},
	'USER.0003': {
		message: 'KillB already has a user with this email address',
		advice:
			'Use another email address, or find the existing user with Get Many and the filter Email, and update it.',
	},
	'USER.0004': {
		message: 'KillB rejected the user: under 18',
		advice: 'Users must be at least 18 years old. Check the date of birth.',
	},
	'ACCOUNT.0001': {
		message: 'KillB found no account with this ID',
		advice:
			'Check the account ID, and that the account is in the credential’s environment (production or sandbox).',
	},
	'ACCOUNT.0002': {
		message: 'KillB does not know this bank code',
		advice: 'Choose the bank from KillB’s list for that country.',
	},
	'ACCOUNT.0003': {
		message: 'KillB rejected the wallet address',
		advice: 'Check the address, and that it is valid on the chosen network.',
	},
	'RAMP.0001': {
		message: 'The quotation has expired',
		advice: 'Create a new quotation and use it immediately. Nothing was exchanged.',
	},
	'RAMP.0002': {
		message: 'The pre-funded balance is too low',
		advice: 'Top up your pre-funded account at KillB, or use a smaller amount.',
	},
	'RAMP.0003': {
		message: 'The user has reached a limit of their KYC level',
		advice:
			'Use a smaller amount, wait until the daily or monthly limit resets, or raise the user’s KYC level.',
	},
	'RAMP.0004': {
		message: 'KillB rejected the account for this ramp',
		advice:
			'Check that the account is active, belongs to this user, and supports the cash-out method of the quotation.',
	},
	'INVALID.INPUT': {
		message: 'KillB rejected the input',
		advice: 'Correct these fields.',
	},
};

/**
 * The first part of an `errorCode`, for codes missing from KillB's table.
 *
 * Named assumption "API_USER is the login": the specification's sample has `API_USER.0001` where
 * the table has `USER.0001`; the name suggests the user that logs in, while the sample's words
 * ("User not found") fit either (killb.md 1.1).
 */
export const FAMILIES: Readonly<Record<string, string>> = {
	API_USER:
		'KillB does not document this code. By its name it is about the user who logs in to the API: check the KillB credential. It may also be about the user in the request: check the user ID.',
	AUTH: 'This is about the login. Check the KillB credential.',
	USER: 'This is about the user in the request. Check the user ID and the fields.',
	ACCOUNT: 'This is about the account in the request. Check the account ID and the fields.',
	RAMP: 'This is about the ramp, its quotation or its account. Check their IDs and statuses.',
	INVALID: 'Correct these fields.',
};

/** How a missing permission is added (killb.md 2.4). */
export const EXTEND_PERMISSIONS =
	'Auth › Get Current User lists the permissions of this login. Anyone with access to the KillB portal can add more.';

/**
 * For the words of the gateway that answers some of KillB's hosts (killb.md 1.1 and 2.1). The key
 * is sent only if *Send Legacy Header* is on.
 */
export const API_KEY: CodedRemedy = {
	code: 'KILLB_API_KEY_REJECTED',
	message: 'KillB’s gateway rejected the API key',
	advice:
		'This is not about the email and password. If Send Legacy Header is on in the KillB credential, correct the API Key or turn the option off. If it is off, turn it on and enter an API key from the KillB portal (Settings → API Keys; the sandbox has its own).',
};

/** By status, for answers without a known code (killb.md 1.1, status codes). */
export const STATUSES: RemediesByStatus = {
	400: { message: 'KillB rejected the input', advice: 'Correct these fields.' },
	401: {
		message: 'KillB rejected the session',
		advice:
			'The session was refreshed and the request sent again, with the same result. Run Auth › Log In with this credential, and check its Environment.',
	},
	403: {
		message: 'The login does not have the permission for this operation',
		advice: `The login works, but a permission is missing. ${EXTEND_PERMISSIONS}`,
	},
	404: {
		message: 'KillB found nothing with this ID',
		advice:
			'Check the ID, and that it is from the credential’s environment (production or sandbox).',
	},
	409: {
		message: 'KillB already has this record',
		advice:
			'A record with the same unique value, such as an email address or an external ID, already exists. Get or update that record, or use another value.',
	},
	425: {
		message: 'KillB is still processing an earlier request',
		advice:
			'Wait a moment, then run it again with the same key or external ID. Nothing is done twice.',
	},
	429: {
		message: 'KillB’s rate limit was exceeded',
		advice:
			'Wait, then try again. The documented limits are 50 requests per second in production and 100 in the sandbox.',
	},
	500: {
		message: 'KillB had an internal error',
		advice:
			'Try again later. If the request creates or changes something, first check at KillB whether that was done.',
	},
};
