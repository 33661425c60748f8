/**
 * The members that *Simplify* keeps, useful ones first. A dot leads into an object: the summary of
 * a record has the same structure as the record, so an expression works with either.
 */

/** Of a ramp (killb.md 7). */
export const RAMP_SUMMARY = [
	'id',
	'externalId',
	'status',
	'fromAmount',
	'fromCurrency',
	'toAmount',
	'toCurrency',
	'userId',
	'paymentInfo',
	'details',
	'createdAt',
	'updatedAt',
];

/** Of a payout (killb.md 8). */
export const PAYOUT_SUMMARY = [
	'id',
	'externalId',
	'status',
	'amount',
	'currency',
	'beneficiary.account.firstName',
	'beneficiary.account.lastName',
	'beneficiary.account.companyName',
	'details',
	'createdAt',
	'updatedAt',
];

/** Of a user (killb.md 3.2). */
export const USER_SUMMARY = [
	'id',
	'externalId',
	'status',
	'type',
	'data.firstName',
	'data.lastName',
	'data.companyName',
	'data.email',
	'accessLevel',
	'complianceUrl',
	'note',
	'createdAt',
	'updatedAt',
];

/** Of an account (killb.md 5): the holder, and what identifies the account on each rail. */
export const ACCOUNT_SUMMARY = [
	'id',
	'externalId',
	'status',
	'type',
	'userId',
	...[
		'firstName',
		'lastName',
		'companyName',
		'countryCode',
		'bankCode',
		'bankName',
		'accountNumber',
		'clabe',
		'cvu',
		'cci',
		'pixKey',
		'alias',
		'account',
		'currency',
		'network',
		'address',
	].map((member) => `data.${member}`),
	'complianceUrl',
	'createdAt',
	'updatedAt',
];
