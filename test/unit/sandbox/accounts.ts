/**
 * Holders and one valid `data` of each account type, from the samples of killb-operations.json and
 * killb.md 5.
 */
export const HOLDER = {
	firstName: 'John',
	lastName: 'Doe',
	email: 'john.doe@example.test',
	phone: '+576015555555',
	document: { type: 'PASSPORT', number: 'GE04292393', issuedCountryCode: 'CO' },
};

const BANK_ADDRESS = {
	street1: '100 Wall Street',
	city: 'New York',
	state: 'NY',
	zipCode: '10005',
	countryCode: 'US',
};

const bank = (countryCode: string) => ({
	...HOLDER,
	accountNumber: '10234567',
	bankCode: '001',
	type: 'savings',
	countryCode,
});
const named = (countryCode: string) => ({ ...bank(countryCode), bankName: 'Banco' });

export const ACCOUNTS: Record<string, Record<string, unknown>> = {
	PSE: bank('CO'),
	SPEI: { ...HOLDER, clabe: '646180157000000004', countryCode: 'MX' },
	WALLET: {
		...HOLDER,
		currency: 'USDC',
		network: 'POLYGON',
		address: `0x${'Ab12'.repeat(10)}`,
	},
	ACH: {
		...HOLDER,
		bankName: 'Bank of America',
		routingNumber: '1029382',
		accountNumber: '102938283',
		type: 'checking',
		countryCode: 'US',
	},
	WIRE: {
		...HOLDER,
		accountNumber: '123456789',
		routingNumber: '021000021',
		bankName: 'Chase Bank',
		bankAddress: BANK_ADDRESS,
		countryCode: 'US',
	},
	SWIFT: {
		...HOLDER,
		accountNumber: '123456789',
		bankName: 'BBVA',
		swiftCode: 'BBVAESMMXXX',
		bankAddress: BANK_ADDRESS,
		countryCode: 'ES',
	},
	TRANSFIYA: { ...HOLDER, account: '+573001234567', type: 'PHONE_NUMBER', countryCode: 'CO' },
	BREB: { ...HOLDER, aliasType: 'NATIONAL_ID', alias: '1234567890', countryCode: 'CO' },
	PIX: { ...HOLDER, pixKeyType: 'CPF', pixKey: '12345678901', countryCode: 'BR' },
	CCI: { ...HOLDER, cci: '00219200000000123456', countryCode: 'PE' },
	SINPE: {
		...HOLDER,
		accountNumber: 'CR04011400007316288640',
		bankCode: '0114',
		type: 'savings',
		countryCode: 'CR',
	},
	SPI: { ...bank('UY'), accountNumber: '123456' },
	SPI_PY: { ...bank('PY'), accountNumber: '123456' },
	SPI_DO: {
		...HOLDER,
		identifierType: 'ACCOUNT',
		bankCode: '001',
		accountNumber: '10234567',
		countryCode: 'DO',
	},
	ACH_HN: named('HN'),
	ACH_SV: named('SV'),
	ACH_NI: named('NI'),
	ACH_GT: named('GT'),
	ACH_PA: bank('PA'),
	ACH_BO: bank('BO'),
	COELSA: {
		...HOLDER,
		cvu: '0000003100012345678901',
		countryCode: 'AR',
		document: { type: 'NATIONAL_IDENTITY_CARD', number: '12345678', issuedCountryCode: 'AR' },
	},
	CUSTODIAL: { anything: 'as nothing is documented' },
};
