import type { INodeParameters } from 'n8n-workflow';
import { SEEDED_ACCOUNT_ID, SEEDED_USER_ID } from '../../../sandbox';
import type { PeerCall } from '../call';
import { byId, OWN_ID } from '../call';

const HOLDER = {
	firstName: 'John',
	lastName: 'Doe',
	email: 'john.doe@example.com',
	phone: '+576015555555',
};

const HOLDER_FORM = {
	...HOLDER,
	holderType: 'PERSON',
	documentType: 'PASSPORT',
	documentNumber: 'GE04292393',
	documentCountryCode: 'CO',
};

const HOLDER_DATA = {
	...HOLDER,
	document: { type: 'PASSPORT', number: 'GE04292393', issuedCountryCode: 'CO' },
};

function creates(type: string, data: object, form: INodeParameters): PeerCall {
	return {
		sdk: 'accounts.create',
		of: type,
		node: 'account.create',
		given: () => [
			{
				type,
				userId: SEEDED_USER_ID,
				externalId: OWN_ID.externalId,
				data: { ...HOLDER_DATA, ...data },
			},
		],
		form: () => ({
			accountType: type,
			userId: byId(SEEDED_USER_ID),
			...HOLDER_FORM,
			...form,
			...OWN_ID,
		}),
	};
}

const bankAddress = {
	street1: '1 Main St',
	city: 'New York',
	state: 'NY',
	zipCode: '10001',
	countryCode: 'US',
};

export const accountCalls: PeerCall[] = [
	creates(
		'PSE',
		{ countryCode: 'CO', bankCode: '001', accountNumber: '10203049', type: 'savings' },
		{
			countryCodeCo: 'CO',
			bankCode: byId('001'),
			accountNumber: '10203049',
			bankAccountType: 'savings',
		},
	),
	creates(
		'SPEI',
		{ countryCode: 'MX', clabe: '646180157000000004', clabeType: 'CLABE' },
		{ countryCodeMx: 'MX', clabeType: 'CLABE', clabe: '646180157000000004' },
	),
	creates(
		'WALLET',
		{
			currency: 'USDC',
			network: 'POLYGON',
			address: '0x742d35Cc6634C0532925a3b844Bc454e4438f44e',
		},
		{
			currency: 'USDC',
			network: 'POLYGON',
			walletAddress: '0x742d35Cc6634C0532925a3b844Bc454e4438f44e',
		},
	),
	creates(
		'BREB',
		{ countryCode: 'CO', aliasType: 'PHONE', alias: '+573001234567' },
		{ countryCodeCo: 'CO', aliasType: 'PHONE', alias: '+573001234567' },
	),
	creates(
		'WIRE',
		{
			countryCode: 'US',
			bankName: 'Bank of America',
			routingNumber: '021000021',
			accountNumber: '10203049',
			bankAddress,
		},
		{
			countryCodeUs: 'US',
			bankName: 'Bank of America',
			routingNumber: '021000021',
			accountNumber: '10203049',
			bankStreet: bankAddress.street1,
			bankCity: bankAddress.city,
			bankState: bankAddress.state,
			bankZipCode: bankAddress.zipCode,
			bankCountryCode: bankAddress.countryCode,
		},
	),
	{
		sdk: 'accounts.update',
		node: 'account.update',
		given: () => [SEEDED_ACCOUNT_ID, { type: 'PSE', data: { accountNumber: '99887766' } }],
		form: () => ({
			accountId: byId(SEEDED_ACCOUNT_ID),
			accountType: 'PSE',
			changes: { accountNumber: '99887766' },
		}),
	},
	{
		sdk: 'accounts.getById',
		node: 'account.get',
		given: () => [SEEDED_ACCOUNT_ID],
		form: () => ({ accountId: byId(SEEDED_ACCOUNT_ID) }),
	},
	{
		sdk: 'accounts.getByUserId',
		node: 'account.getByUser',
		given: () => [SEEDED_USER_ID],
		form: () => ({ userId: byId(SEEDED_USER_ID) }),
	},
	{
		sdk: 'accounts.getBanksByCountry',
		node: 'bank.getAll',
		given: () => ['CO'],
		form: () => ({ countryCode: 'CO', returnAll: true }),
	},
	{
		sdk: 'accounts.getBankByCountry',
		node: 'bank.getAll',
		given: () => ['CO', '001'],
		form: () => ({ countryCode: 'CO', returnAll: true }),
	},
];
