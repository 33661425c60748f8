import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { accountDataOf, byCode } from '../../support/killb/accountForms';
import { byId, KillBSandbox } from '../../support/killb/killBSandbox';

const sandbox = KillBSandbox.forEachTest();

async function update(accountType: string, parameters: INodeParameters) {
	const { id } = sandbox.state.killb.accounts.add(accountType, accountDataOf(accountType));
	const { error, items } = await sandbox.run('account.update', {
		accountId: byId(id),
		accountType,
		...parameters,
	});
	return { error, item: items[0]?.json, bodies: sandbox.bodies('PATCH', '/accounts') };
}

const DOCUMENT = { type: 'CE', number: 'X1', issuedCountryCode: 'CO' };
const ADDRESS = { street1: 'A', city: 'B', state: 'C', zipCode: '1', countryCode: 'US' };

/** The changes that each type allows, as the form has them and as they must arrive. */
const CHANGES: Array<[type: string, form: INodeParameters, data: IDataObject]> = [
	[
		'PSE',
		{ changes: { accountNumber: '99', bankCode: byCode('001'), bankAccountType: 'checking' } },
		{ accountNumber: '99', bankCode: '001', type: 'checking' },
	],
	[
		'BREB',
		{ changes: { aliasType: 'EMAIL', alias: 'a@x.test' } },
		{ aliasType: 'EMAIL', alias: 'a@x.test' },
	],
	[
		'SPEI',
		{ changes: { clabe: '032180000118359719' } },
		{ clabe: '032180000118359719', clabeType: 'CLABE' },
	],
	['WALLET', { changes: { currency: 'USDT' } }, { currency: 'USDT' }],
	[
		'WALLET',
		{ changes: { network: 'TRON', walletAddress: 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t' } },
		{ network: 'TRON', address: 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t' },
	],
	[
		'ACH',
		{ routingNumber: '021000022', accountNumber: '7', bankAccountType: 'savings' },
		{ routingNumber: '021000022', accountNumber: '7', type: 'savings' },
	],
	[
		'SWIFT',
		{ changes: { swiftCode: 'BOFAUS3N', bankName: 'BofA', bankAddress: { values: ADDRESS } } },
		{ swiftCode: 'BOFAUS3N', bankName: 'BofA', bankAddress: ADDRESS },
	],
	[
		'PIX',
		{ changes: { pixKeyType: 'RANDOM', pixKey: 'k' } },
		{ pixKeyType: 'RANDOM', pixKey: 'k' },
	],
	['COELSA', { changes: { cvu: '0000003100025695' } }, { cvu: '0000003100025695' }],
	['CCI', { changes: { cci: '00219100130020136943' } }, { cci: '00219100130020136943' }],
	['SPI', { changes: { spiAccountNumber: '12' } }, { accountNumber: '12' }],
	['SPI_PY', { changes: { bankCode: byCode('020') } }, { bankCode: '020' }],
	['SPI_DO', { changes: { spiDoAlias: 'x', spiDoPhone: '+1' } }, { alias: 'x', phone: '+1' }],
	[
		'SINPE',
		{ changes: { sinpeAccountNumber: 'CR05015202001026284066', bankAccountType: 'checking' } },
		{ accountNumber: 'CR05015202001026284066', type: 'checking' },
	],
	...['ACH_BO', 'ACH_GT', 'ACH_HN', 'ACH_NI', 'ACH_PA', 'ACH_SV'].map(
		(type): [string, INodeParameters, IDataObject] => [
			type,
			{ bankAccountType: 'checking', changes: { accountNumber: '5' } },
			{ type: 'checking', accountNumber: '5' },
		],
	),
	['WIRE', { changes: { changesJson: '{"accountNumber":"5"}' } }, { accountNumber: '5' }],
	[
		'TRANSFIYA',
		{ changes: { changesJson: '{"account":"+573000000000"}' } },
		{ account: '+573000000000' },
	],
	['CUSTODIAL', { changes: { changesJson: '{"anything":1}' } }, { anything: 1 }],
];

describe('Account: Update', () => {
	it.each(CHANGES)(
		'sends only the chosen changes of %s, with the type: %j',
		async (type, form, data) => {
			const { error, item, bodies } = await update(type, form);
			expect([error?.message, error?.description]).toEqual([undefined, undefined]);
			expect(bodies).toEqual([{ type, data }]);
			expect(item?.data).toMatchObject(data);
		},
	);

	it('sends a complete new document of a person or a company', async () => {
		const { bodies } = await update('PSE', { changes: { personDocument: { values: DOCUMENT } } });
		expect(bodies).toEqual([{ type: 'PSE', data: { document: DOCUMENT } }]);
		const company = { type: 'NIT', number: '1', issuedCountryCode: 'CO' };
		const { bodies: both } = await update('PSE', {
			changes: { companyDocument: { values: company } },
		});
		expect(both.at(-1)).toEqual({ type: 'PSE', data: { document: company } });
	});

	it.each<[INodeParameters, string, string]>([
		[{ debitCardNumber: '5204160000000004' }, '5204160000000004', 'DEBIT_CARD'],
		[{ clabePhoneNumber: '5512345678' }, '5512345678', 'PHONE_NUMBER'],
	])('sends the number type of a Mexican account: %j', async (changes, clabe, clabeType) => {
		const { id } = sandbox.state.killb.accounts.add('SPEI', {
			...accountDataOf('SPEI'),
			bankCode: '646',
		});
		const { error } = await sandbox.run('account.update', {
			accountId: byId(id),
			accountType: 'SPEI',
			changes,
		});
		expect(error).toBeUndefined();
		expect(sandbox.bodies('PATCH', '/accounts')).toEqual([
			{ type: 'SPEI', data: { clabe, clabeType } },
		]);
	});

	it('accepts changes as JSON, overridden by form fields', async () => {
		const { bodies } = await update('PSE', {
			changes: { accountNumber: '5', changesJson: '{"accountNumber":"6","bankCode":"001"}' },
		});
		expect(bodies).toEqual([{ type: 'PSE', data: { accountNumber: '5', bankCode: '001' } }]);
	});

	it('omits inputs of another type', async () => {
		const changes = { accountNumber: '5', clabe: '032180000118359719', swiftCode: 'BOFAUS3N' };
		const { bodies } = await update('PSE', { changes });
		expect(bodies).toEqual([{ type: 'PSE', data: { accountNumber: '5' } }]);
	});

	it.each<[string, INodeParameters, RegExp]>([
		['PSE', {}, /^Changes are empty, so nothing would change/],
		['PSE', { changes: { accountNumber: '' } }, /^Changes are empty/],
		['CUSTODIAL', { changes: { changesJson: '{}' } }, /^Changes are empty/],
		['CCI', { changes: { cci: '1' } }, /^Changes › CCI must be 20 digits/],
		[
			'ACH_GT',
			{ bankAccountType: '={{ "" }}' },
			/^Bank Account Type is empty: its expression \{\{ "" \}\} returned nothing$/,
		],
		[
			'SPEI',
			{ changes: { clabe: '032180000118359719', debitCardNumber: '5204160000000004' } },
			/^Changes have both CLABE and Debit Card Number\. Give one$/,
		],
		[
			'PSE',
			{ changes: { personDocument: { values: { type: 'CE' } } } },
			/^Changes › Document of Person is incomplete: Number, Issuing Country are missing/,
		],
		[
			'PSE',
			{
				changes: {
					personDocument: { values: DOCUMENT },
					companyDocument: { values: { ...DOCUMENT, type: 'NIT' } },
				},
			},
			/^Changes have both Document of Person and Document of Company/,
		],
	])('rejects for %s the change %j before anything is sent', async (type, parameters, message) => {
		const { error, bodies } = await update(type, parameters);
		expect(error?.message).toMatch(message);
		expect(bodies).toEqual([]);
	});

	it('changes each item’s own account, linked to it', async () => {
		const ids = ['1', '2'].map(
			() => sandbox.state.killb.accounts.add('PSE', accountDataOf('PSE')).id,
		);
		const { items } = await sandbox.run(
			'account.update',
			{
				accountId: byId('={{ $json.id }}'),
				accountType: 'PSE',
				changes: { accountNumber: '={{ $json.number }}' },
			},
			{ items: ids.map((id, index) => ({ id, number: 100 + index })) },
		);
		expect(
			items.map(({ json, pairedItem }) => [
				json.id,
				(json.data as IDataObject).accountNumber,
				pairedItem,
			]),
		).toEqual(ids.map((id, item) => [id, String(100 + item), { item }]));
	});
});
