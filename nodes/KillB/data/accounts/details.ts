import { digitsOf, withoutBlanks } from '../../../../core/identifier';
import {
	described,
	named,
	optional,
	optionalChoice,
	requiredChoice,
	requiredText,
} from '../../../shared/operation';
import { ibanProblem } from '../checkDigits';
import { country as countryField } from '../countries';
import { addressMembers } from '../address';
import { bankLocator } from '../../locators';
import { companyDocument } from '../companyDocument';
import { personDocument } from '../personDocument';
import { fills } from './rail';

/** The label of the country of any account. */
export const accountCountry = {
	displayName: 'Account Country',
	description: 'The country of the account, from the list or by its two-letter code',
};

/**
 * Returns the country input of an account, preset for rails with one country; its parameter is
 * named after it.
 */
export function country(code: string) {
	const name = `countryCode${code.slice(0, 1)}${code.slice(1).toLowerCase()}`;
	return {
		[name]: fills('countryCode', countryField(accountCountry, code)),
	};
}

/** A bank of the chosen country, by its code in KillB's bank list. */
export const bankCode = bankLocator;

export const accountNumber = requiredText({
	displayName: 'Account Number',
	description: 'Number of the bank account',
	placeholder: 'e.g. 10203049',
	// KillB documents no format, so a dash may be part of it; an IBAN has letters (killb.md 5).
	clean: withoutBlanks,
	check: ibanProblem,
});

const BANK_ACCOUNT_TYPES = [
	{ name: 'Checking', value: 'checking' },
	{ name: 'Savings', value: 'savings' },
] as const;

const bankAccountTypeLabel = {
	displayName: 'Bank Account Type',
	description: 'Whether it is a savings or checking account',
	options: BANK_ACCOUNT_TYPES,
};

export const bankAccountType = fills('type', requiredChoice(bankAccountTypeLabel));

export const optionalBankAccountType = fills('type', optionalChoice(bankAccountTypeLabel));

export const bankName = requiredText({
	displayName: 'Bank Name',
	description: 'Name of the bank that holds the account',
	placeholder: 'e.g. Bank of America',
});

export const routingNumber = requiredText({
	displayName: 'Routing Number',
	description: 'Routing number of the bank in the United States',
	placeholder: 'e.g. 021000021',
	clean: digitsOf,
});

const { street1, street2, city, state, zipCode, countryCode } = addressMembers;

/** AddressDto of a bank, as plain inputs. */
export const bankAddress = {
	bankStreet: fills('bankAddress.street1', named('Bank Street', street1)),
	bankCity: fills('bankAddress.city', named('Bank City', city)),
	bankState: fills('bankAddress.state', named('Bank State', state)),
	bankZipCode: fills('bankAddress.zipCode', named('Bank ZIP Code', zipCode)),
	bankCountryCode: fills(
		'bankAddress.countryCode',
		described(
			{
				displayName: 'Bank Country',
				description: 'The country of the bank’s address, from the list or by its two-letter code',
			},
			countryCode,
		),
	),
};

export const bankStreet2 = fills('bankAddress.street2', named('Bank Street, Second Line', street2));

/** Every documented update accepts a new document of a person or a company (killb.md 5). */
export const documentChanges = {
	personDocument: fills('document', named('Document of Person', personDocument)),
	companyDocument: fills('document', named('Document of Company', companyDocument)),
};

/** The account number, bank and account kind, which most rails allow to change. */
export const bankAccountChanges = {
	accountNumber: optional(accountNumber),
	bankCode: optional(bankCode),
	...documentChanges,
};
