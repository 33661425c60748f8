import type { Remedies, RemediesByStatus } from '../http/explanation';

/**
 * Every documented `errorCode` (killb.md 1.1). The advice is KillB's own, reworded for n8n users.
 */
export const CODES: Remedies = {
	'AUTH.0001': {
		message: 'KillB refused the e-mail or the password',
		advice:
			'Check Email, Password and Environment of the KillB credential. Logins of the sandbox do not work in production, nor the other way round.',
	},
	'AUTH.0002': {
		message: 'KillB calls the session expired',
		advice:
			'The session was renewed and the request sent once more, to the same answer. Run Auth › Log In with this credential, and check the clock of this n8n.',
	},
	'AUTH.0003': {
		message: 'KillB does not accept the session',
		advice:
			'The session was renewed and the request sent once more, to the same answer. Run Auth › Log In with this credential; if that works, something else may be logging in with the same account at the same time.',
	},
	'USER.0001': {
		message: 'KillB found no user under this ID',
		advice:
			'Check the user ID, and that the user belongs to the environment (production or sandbox) of this credential.',
	},
	'USER.0002': {
		message: 'KillB refused the document of the user',
		advice:
			'Check the type, the number (letters and digits only) and the issuing country of the document.',
	},
	'USER.0003': {
		message: 'KillB already has a user with this e-mail address',
		advice:
			'Use another address, or find the user that has it with Get Many and the filter Email, and update that one.',
	},
	'USER.0004': {
		message: 'KillB refused the user as under age',
		advice: 'A person must be 18 or older. Check the date of birth.',
	},
	'ACCOUNT.0001': {
		message: 'KillB found no account under this ID',
		advice:
			'Check the account ID, and that the account belongs to the environment (production or sandbox) of this credential.',
	},
	'ACCOUNT.0002': {
		message: 'KillB does not know this bank code',
		advice: 'Take the code from KillB’s list of banks of that country.',
	},
	'ACCOUNT.0003': {
		message: 'KillB refused the wallet address',
		advice: 'Check the address, and that it belongs to the chosen network.',
	},
	'RAMP.0001': {
		message: 'The quotation has expired',
		advice: 'Ask for a new quotation and use it at once. Nothing was exchanged.',
	},
	'RAMP.0002': {
		message: 'The pre-funded balance is too low',
		advice: 'Top up the pre-fund account at KillB, or use a smaller amount.',
	},
	'RAMP.0003': {
		message: 'The user has reached a limit of their KYC level',
		advice:
			'Use a smaller amount, wait until the daily or monthly limit is free again, or raise the user’s KYC level.',
	},
	'RAMP.0004': {
		message: 'KillB refused the account for this ramp',
		advice:
			'Check that the account is active, belongs to this user, and fits the cash-out method of the quotation.',
	},
	'INVALID.INPUT': {
		message: 'KillB refused the input',
		advice: 'Correct the fields that are named here.',
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
		'KillB does not document this code. By its name it is about the user that logs in to the API: check the KillB credential. It may also mean the user that the request names: check the user ID.',
	AUTH: 'It is about the login. Check the KillB credential.',
	USER: 'It is about the user that the request names or describes. Check the user ID and the fields.',
	ACCOUNT:
		'It is about the account that the request names or describes. Check the account ID and the fields.',
	RAMP: 'It is about the ramp, its quotation or its account. Check their IDs and states.',
	INVALID: 'Correct the fields that are named here.',
};

/** By status, for answers without a known code (killb.md 1.1, status codes). */
export const STATUSES: RemediesByStatus = {
	400: { message: 'KillB refused the input', advice: 'Correct the fields that are named here.' },
	401: {
		message: 'KillB does not accept the session',
		advice:
			'The session was renewed and the request sent once more, to the same answer. Run Auth › Log In with this credential, and check that its Environment is the right one.',
	},
	403: {
		message: 'The login lacks a permission for this operation',
		advice:
			'Auth › Get Current User lists the permissions of this login. Someone with access to the KillB portal can extend them.',
	},
	404: {
		message: 'KillB found nothing under this ID',
		advice:
			'Check the ID, and that it belongs to the environment (production or sandbox) of this credential.',
	},
	409: {
		message: 'KillB already has this',
		advice:
			'Something with the same identifying value (such as an e-mail address or an external ID) exists. Read or update that one, or use another value.',
	},
	425: {
		message: 'KillB is still at work on an earlier request',
		advice:
			'Wait a moment, then run it again under the same key or external ID: that does nothing twice.',
	},
	429: {
		message: 'KillB’s limit of requests is reached',
		advice:
			'Wait, then run it again. The documented limits are 50 requests a second in production and 100 in the sandbox.',
	},
	500: {
		message: 'KillB had an internal error',
		advice:
			'Try again later. If this was to create or change something, first look at KillB whether it was done.',
	},
};
