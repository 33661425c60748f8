import { type Field, FieldError, locator } from '../shared/operation';

/**
 * Words that other endpoints have in place of a user's ID, such as `GET /users/favorite`
 * (killb.md 3).
 */
export const WORDS_IN_PLACE_OF_USER_ID = ['favorite', 'person', 'company'];

/** A user, from the list or by ID. */
export const userLocator = withoutWords(
	WORDS_IN_PLACE_OF_USER_ID,
	locator({
		displayName: 'User',
		description: 'Person or company, from the list or by ID',
		search: 'searchUsers',
		idPlaceholder: 'e.g. 4d23aa52-1b40-4584-a8ea-58aba6099c5c',
	}),
);

/**
 * Words that other endpoints have in place of an account's ID, such as `GET /accounts/export`, in
 * lower case.
 */
export const WORDS_IN_PLACE_OF_ACCOUNT_ID = ['export', 'bulk', 'userid'];

/** An account, from the list (of the form's user, where there is one) or by ID. */
export const accountLocator = withoutWords(
	WORDS_IN_PLACE_OF_ACCOUNT_ID,
	locator({
		displayName: 'Account',
		description: 'Bank account or wallet, from the list or by ID',
		search: 'searchAccounts',
		idPlaceholder: 'e.g. 1b0c6f2e-3d4a-4b5c-8d7e-9f0a1b2c3d4e',
	}),
);

/** A bank of the form's country, from the list or by code. */
export const bankLocator = locator({
	displayName: 'Bank',
	description: 'Bank that holds the account, from the list or by code',
	search: 'searchBanks',
	by: 'code',
	idPlaceholder: 'e.g. 001',
});

/** A payout, from the list or by ID. */
export const payoutLocator = locator({
	displayName: 'Payout',
	description: 'Payment to a receiver in Colombia, from the list or by ID',
	search: 'searchPayouts',
	idPlaceholder: 'e.g. e8d74b2f-86df-43b0-a9d9-72055a6b0432',
});

/** A pre-funded balance, from the list or by the ID of its account. */
export const preFundAccountLocator = locator({
	displayName: 'Pre-Fund Account',
	description: 'Account with the pre-funded balance, from the list or by ID',
	search: 'searchPreFundAccounts',
	idPlaceholder: 'e.g. e8d74b2f-86df-43b0-a9d9-72055a6b0432',
});

/** A ramp, from the list or by ID. */
export const rampLocator = locator({
	displayName: 'Ramp',
	description: 'Exchange between fiat and stablecoin, from the list or by ID',
	search: 'searchRamps',
	idPlaceholder: 'e.g. e8d74b2f-86df-43b0-a9d9-72055a6b0432',
});

/**
 * Returns a field that rejects words with which a path would name another endpoint. Servers often
 * ignore the case of a path, and a proxy may decode once too often.
 */
export function withoutWords(words: string[], field: Field<string>): Field<string> {
	return {
		...field,
		everyPart: true,
		read: (raw, label) => {
			const id = field.read(raw, label).trim();
			if (!words.includes(decoded(id).trim().toLowerCase())) return id;
			throw new FieldError(label, `is "${id}", which is not an ID`);
		},
	};
}

function decoded(text: string): string {
	return text.replace(/%([0-7][0-9a-f])/gi, (_, hex: string) =>
		String.fromCharCode(parseInt(hex, 16)),
	);
}
