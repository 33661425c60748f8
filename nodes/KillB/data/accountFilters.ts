import { digitsOf, withoutBlanks } from '../../../core/identifier';
import { optional, optionalChoice, text, textList } from '../../shared/operation';
import { userLocator } from '../locators';
import { ACCOUNT_TYPES } from './accounts';
import { companyBasics } from './company';
import { email, personBasics, personDetails } from './person';

/** Cleaned like the inputs of a new account, so that a filter finds what was sent. */
const number = (displayName: string, description: string, clean = digitsOf) =>
	text({ displayName, description, clean });

/**
 * Every documented filter of GET /accounts (killb.md 5); it is not documented whether they match
 * parts of a text.
 */
export const accountFilters = {
	ids: textList({
		displayName: 'Account IDs',
		description: 'Only accounts with one of these IDs',
		addButton: 'Add ID',
	}),
	userId: optional(userLocator),
	type: optionalChoice({
		displayName: 'Account Type',
		description: 'Payment network of the account',
		options: ACCOUNT_TYPES,
	}),
	accountNumber: number('Account Number', 'Number of the bank account', withoutBlanks),
	routingNumber: number('Routing Number', 'Routing number of the bank in the United States'),
	address: number('Wallet Address', 'Address of a crypto wallet'),
	clabe: number('CLABE', 'CLABE, debit card number or phone number of a Mexican account'),
	cci: number('CCI', 'Código de Cuenta Interbancario of a Peruvian account, 20 digits'),
	cvu: number('CVU', 'Clave Virtual Uniforme of an Argentine account'),
	firstName: personBasics.firstName,
	middleName: personDetails.middleName,
	lastName: personBasics.lastName,
	...companyBasics,
	email,
};
