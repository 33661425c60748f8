import type { IDataObject, INodeParameters } from 'n8n-workflow';

/** A bank code as the form stores it. */
export function byCode(value: string) {
	return { __rl: true, mode: 'code', value };
}

/** The holder's inputs for a person, as the form stores them, and what must be sent for them. */
export const PERSON_HOLDER: INodeParameters = {
	holderType: 'PERSON',
	firstName: 'John',
	lastName: 'Doe',
	email: 'john.doe@example.test',
	phone: '+576015555555',
	documentType: 'PASSPORT',
	documentNumber: 'GE04292393',
	documentCountryCode: 'CO',
};

export const PERSON_HOLDER_DATA: IDataObject = {
	firstName: 'John',
	lastName: 'Doe',
	email: 'john.doe@example.test',
	phone: '+576015555555',
	document: { type: 'PASSPORT', number: 'GE04292393', issuedCountryCode: 'CO' },
};

export const COMPANY_HOLDER: INodeParameters = {
	holderType: 'COMPANY',
	companyName: 'Acme Corp',
	email: 'pay@acme.test',
	phone: '+576015555555',
	companyDocumentType: 'NIT',
	documentNumber: '123456',
	documentCountryCode: 'CO',
};

export const COMPANY_HOLDER_DATA: IDataObject = {
	companyName: 'Acme Corp',
	email: 'pay@acme.test',
	phone: '+576015555555',
	document: { type: 'NIT', number: '123456', issuedCountryCode: 'CO' },
};

const DATA_WITHOUT_PHONE: IDataObject = { ...PERSON_HOLDER_DATA };
delete DATA_WITHOUT_PHONE.phone;
const HOLDER_WITHOUT_PHONE: INodeParameters = { ...PERSON_HOLDER };
delete HOLDER_WITHOUT_PHONE.phone;

const COELSA_HOLDER: INodeParameters = {
	holderFirstName: 'Juan',
	holderLastName: 'García',
	email: 'juan.garcia@example.test',
	phone: '+5491112345678',
	accountDocumentType: 'NATIONAL_IDENTITY_CARD',
	documentNumber: '12345678',
	documentCountryCode: 'AR',
};

const BANK_ADDRESS: INodeParameters = {
	bankStreet: '100 Wall Street',
	bankCity: 'New York',
	bankState: 'NY',
	bankZipCode: '10005',
	bankCountryCode: 'US',
};

const BANK_ADDRESS_DATA: IDataObject = {
	street1: '100 Wall Street',
	city: 'New York',
	state: 'NY',
	zipCode: '10005',
	countryCode: 'US',
};

/** A bank account with a number, a bank and a kind. */
const bankAccount = (
	bankCode: string,
	accountNumber = '10234567',
): [INodeParameters, IDataObject] => [
	{ bankCode: byCode(bankCode), accountNumber, bankAccountType: 'savings' },
	{ bankCode, accountNumber, type: 'savings' },
];

const [ACH_FORM, ACH_DATA] = bankAccount('001');
const ach = (countryCode: string): AccountForm => ({
	form: { ...ACH_FORM, bankName: 'Banco' },
	data: { ...ACH_DATA, bankName: 'Banco', countryCode },
});
const achWithoutBankName = (countryCode: string): AccountForm => ({
	form: ACH_FORM,
	data: { ...ACH_DATA, countryCode },
});
const spi = (countryCode: string): AccountForm => ({
	form: { bankCode: byCode('001'), spiAccountNumber: '123456', bankAccountType: 'checking' },
	data: { bankCode: '001', accountNumber: '123456', type: 'checking', countryCode },
});

interface AccountForm {
	/** the inputs besides the holder's; the form fills in the country */
	form: INodeParameters;
	/** what must be sent for them */
	data: IDataObject;
	holder?: INodeParameters;
	holderData?: IDataObject;
}

/** One form for each type, with all that is required and nothing else. */
export const ACCOUNT_FORMS: Record<string, AccountForm> = {
	PSE: {
		form: bankAccount('007', '10203049')[0],
		data: { ...bankAccount('007', '10203049')[1], countryCode: 'CO' },
	},
	BREB: {
		form: { aliasType: 'NATIONAL_ID', alias: '1234567890' },
		data: { aliasType: 'NATIONAL_ID', alias: '1234567890', countryCode: 'CO' },
	},
	TRANSFIYA: {
		form: { transfiyaType: 'PHONE_NUMBER', transfiyaAccount: '+573001234567' },
		data: { type: 'PHONE_NUMBER', account: '+573001234567', countryCode: 'CO' },
	},
	SPEI: {
		form: { clabeType: 'CLABE', clabe: '646180157000000004' },
		data: { clabeType: 'CLABE', clabe: '646180157000000004', countryCode: 'MX' },
	},
	WALLET: {
		form: { currency: 'USDC', network: 'POLYGON', walletAddress: `0x${'1a2b3c4d'.repeat(5)}` },
		data: { currency: 'USDC', network: 'POLYGON', address: `0x${'1a2b3c4d'.repeat(5)}` },
	},
	ACH: {
		form: {
			bankName: 'Bank of America',
			routingNumber: '021000021',
			accountNumber: '102938283',
			bankAccountType: 'checking',
		},
		data: {
			bankName: 'Bank of America',
			routingNumber: '021000021',
			accountNumber: '102938283',
			type: 'checking',
			countryCode: 'US',
		},
	},
	WIRE: {
		form: {
			bankName: 'Chase Bank',
			routingNumber: '021000021',
			accountNumber: '123456789',
			...BANK_ADDRESS,
		},
		data: {
			bankName: 'Chase Bank',
			routingNumber: '021000021',
			accountNumber: '123456789',
			bankAddress: BANK_ADDRESS_DATA,
			countryCode: 'US',
		},
	},
	SWIFT: {
		form: {
			countryCode: 'ES',
			bankName: 'BBVA',
			swiftCode: 'BBVAESMMXXX',
			accountNumber: '123456789',
			...BANK_ADDRESS,
		},
		data: {
			bankName: 'BBVA',
			swiftCode: 'BBVAESMMXXX',
			accountNumber: '123456789',
			bankAddress: BANK_ADDRESS_DATA,
			countryCode: 'ES',
		},
	},
	PIX: {
		form: { pixKeyType: 'CPF', pixKey: '12345678901' },
		data: { pixKeyType: 'CPF', pixKey: '12345678901', countryCode: 'BR' },
	},
	COELSA: {
		holder: COELSA_HOLDER,
		holderData: {
			firstName: 'Juan',
			lastName: 'García',
			email: 'juan.garcia@example.test',
			phone: '+5491112345678',
			document: { type: 'NATIONAL_IDENTITY_CARD', number: '12345678', issuedCountryCode: 'AR' },
		},
		form: { cvu: '0000003100012345678901' },
		data: { cvu: '0000003100012345678901', countryCode: 'AR' },
	},
	CCI: {
		form: { cci: '00219200000000123456' },
		data: { cci: '00219200000000123456', countryCode: 'PE' },
	},
	SPI: spi('UY'),
	SPI_PY: spi('PY'),
	SPI_DO: {
		holder: HOLDER_WITHOUT_PHONE,
		holderData: DATA_WITHOUT_PHONE,
		form: {
			identifierType: 'ACCOUNT',
			spiDoBankCode: byCode('001'),
			spiDoAccountNumber: '10234567',
		},
		data: {
			identifierType: 'ACCOUNT',
			bankCode: '001',
			accountNumber: '10234567',
			countryCode: 'DO',
		},
	},
	SINPE: {
		form: {
			bankCode: byCode('0114'),
			sinpeAccountNumber: 'CR04011400007316288640',
			bankAccountType: 'savings',
		},
		data: {
			bankCode: '0114',
			accountNumber: 'CR04011400007316288640',
			type: 'savings',
			countryCode: 'CR',
		},
	},
	ACH_BO: achWithoutBankName('BO'),
	ACH_PA: achWithoutBankName('PA'),
	ACH_GT: ach('GT'),
	ACH_HN: ach('HN'),
	ACH_NI: ach('NI'),
	ACH_SV: ach('SV'),
	CUSTODIAL: {
		holder: {},
		holderData: {},
		form: { additionalFields: { additionalFieldsJson: '{"anything":"KillB knows"}' } },
		data: { anything: 'KillB knows' },
	},
};

/** The whole form of an account of a type. */
export function accountForm(type: string): INodeParameters {
	const { holder = PERSON_HOLDER, form = {} } = ACCOUNT_FORMS[type] ?? {};
	return { accountType: type, ...holder, ...form };
}

/** What must be sent for it as `data`. */
export function accountDataOf(type: string): IDataObject {
	const { holderData = PERSON_HOLDER_DATA, data = {} } = ACCOUNT_FORMS[type] ?? {};
	return { ...holderData, ...data };
}
