import type { IDataObject, INodeParameters } from 'n8n-workflow';

/**
 * The required inputs of User: Create for a person, as the form stores them, and what must be sent
 * for them.
 */
export const PERSON_FORM: INodeParameters = {
	userType: 'PERSON',
	firstName: 'John',
	lastName: 'Francisco',
	dateOfBirth: '1992-01-01T00:00:00',
	email: 'john@example.test',
	phone: '+576015555555',
	street1: '68528 Dwight Court',
	city: 'Bogotá',
	state: 'DC',
	zipCode: '11001',
	countryCode: 'CO',
	documentType: 'PASSPORT',
	documentNumber: 'GE04292393',
	documentCountryCode: 'CO',
};

const ADDRESS = {
	street1: '68528 Dwight Court',
	city: 'Bogotá',
	state: 'DC',
	zipCode: '11001',
	countryCode: 'CO',
};

export const PERSON_DATA: IDataObject = {
	firstName: 'John',
	lastName: 'Francisco',
	dateOfBirth: '1992-01-01',
	email: 'john@example.test',
	phone: '+576015555555',
	address: ADDRESS,
	document: { type: 'PASSPORT', number: 'GE04292393', issuedCountryCode: 'CO' },
};

export const COMPANY_FORM: INodeParameters = {
	userType: 'COMPANY',
	companyName: 'Gerlach and Bernhard',
	...ADDRESS,
	companyDocumentType: 'NIT',
	documentNumber: '900123456-1',
	documentCountryCode: 'CO',
};

export const COMPANY_DATA: IDataObject = {
	companyName: 'Gerlach and Bernhard',
	address: ADDRESS,
	document: { type: 'NIT', number: '900123456-1', issuedCountryCode: 'CO' },
};

export const INVESTMENT_PROFILE = {
	primarySourceOfFunds: 'EMPLOYMENT',
	primarySourceOfFundsDescription: 'I work at Google',
	totalAssets: 'UPTO_10K',
	usdValueOfFiat: 'TEN_TO_100K',
	usdValueOfCrypto: 'UPTO_1K',
	monthlyDeposits: 'UPTO_5',
	monthlyWithdrawals: 'FIVE_TO_10',
	monthlyInvestmentDeposit: 'ONE_TO_100K',
	monthlyInvestmentWithdrawal: 'UPTO_1K',
	monthlyCryptoDeposits: 'TEN_TO_25',
	monthlyCryptoWithdrawals: 'MORE_THAN_25',
	monthlyCryptoInvestmentDeposit: 'MILLION_TO_5M',
	monthlyCryptoInvestmentWithdrawal: 'MORE_THAN_5M',
};

export const PERSON_KYC = {
	fundsSendReceiveJurisdictions: ['CO', 'MX'],
	engageInActivities: ['NONE'],
};

export const COMPANY_KYC = {
	...PERSON_KYC,
	regulatedStatus: 'NOT_REQUIRED',
	descriptionOfBusinessNature: 'Software',
};

/** A valid row of the sheet that uploads accounts, by column. */
export const ACCOUNT_ROW = {
	entityType: 'PERSON',
	firstName: 'John',
	lastName: 'Doe',
	email: 'john.doe@example.test',
	phone: '+576015555555',
	accountType: 'PSE',
	personDocumentType: 'PASSPORT',
	documentNumber: 'GE04292393',
	documentIssuedCountryCode: 'CO',
	bankCode: '007',
	accountNumber: '10203049',
	bankAccountType: 'savings',
	countryCode: 'CO',
};
