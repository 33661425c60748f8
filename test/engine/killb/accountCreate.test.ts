import type { IDataObject, INodeParameters } from 'n8n-workflow';
import {
	accountDataOf,
	ACCOUNT_FORMS,
	accountForm,
	byCode,
	COMPANY_HOLDER,
	COMPANY_HOLDER_DATA,
	PERSON_HOLDER_DATA,
} from '../../support/killb/accountForms';
import { byId, KillBSandbox, SEEDED_USER_ID } from '../../support/killb/killBSandbox';

const sandbox = KillBSandbox.forEachTest();
const TYPES = Object.keys(ACCOUNT_FORMS);
const PSE = ACCOUNT_FORMS.PSE as { form: INodeParameters; data: IDataObject };

async function created(parameters: INodeParameters) {
	const { items, error } = await sandbox.run('account.create', parameters);
	expect([error?.message, error?.description]).toEqual([undefined, undefined]);
	const { externalId, ...body } = sandbox.bodies('POST', '/accounts')[0] as IDataObject;
	expect(externalId).toMatch(/^auto\.[0-9a-f]{64}$/);
	return { body, item: items[0]?.json };
}

describe('Account: Create', () => {
	it.each(TYPES)(
		'sends the required inputs of %s, and returns the account unchanged',
		async (type) => {
			const { body, item } = await created({ ...accountForm(type), userId: byId(SEEDED_USER_ID) });
			expect(body).toEqual({ type, userId: SEEDED_USER_ID, data: accountDataOf(type) });
			expect(item).toMatchObject({ type, status: 'ACTIVE', userId: SEEDED_USER_ID });
			expect(item?.complianceUrl).toMatch(/^https:/);
			expect(item?.idempotency).toMatchObject({ mode: 'automatic' });
		},
	);

	it('sends an account without a user, and accepts a company as the holder', async () => {
		const { body } = await created({ accountType: 'PSE', ...COMPANY_HOLDER, ...PSE.form });
		expect(body).toEqual({ type: 'PSE', data: { ...COMPANY_HOLDER_DATA, ...PSE.data } });
	});

	it('sends optional inputs in the right places', async () => {
		const wire = await created({
			...accountForm('WIRE'),
			additionalFields: {
				middleName: 'Carlos',
				expeditionDate: '2012-02-29T00:00:00',
				bankStreet2: 'Suite 500',
			},
		});
		const data = accountDataOf('WIRE');
		expect(wire.body).toEqual({
			type: 'WIRE',
			data: {
				...data,
				middleName: 'Carlos',
				document: { ...(data.document as object), expeditionDate: '2012-02-29' },
				bankAddress: { ...(data.bankAddress as object), street2: 'Suite 500' },
			},
		});
	});

	it.each<[string, INodeParameters, IDataObject]>([
		['SINPE', { sinpeBankName: 'Banco Nacional' }, { bankName: 'Banco Nacional' }],
		['SPI_DO', { spiDoAccountType: 'savings' }, { type: 'savings' }],
		['WALLET', { walletCountryCode: 'US' }, { countryCode: 'US' }],
	])('sends the inputs that only %s has: %j', async (type, additionalFields, more) => {
		const { body } = await created({ ...accountForm(type), additionalFields });
		expect(body).toEqual({ type, data: { ...accountDataOf(type), ...more } });
	});

	it('sends a SWIFT code without the blanks that a spreadsheet left around it', async () => {
		const { body } = await created({ ...accountForm('SWIFT'), swiftCode: ' BBVAESMMXXX\n' });
		expect(body.data).toMatchObject({ swiftCode: 'BBVAESMMXXX' });
	});

	it('omits inputs of another holder or another type', async () => {
		const { body } = await created({
			accountType: 'PSE',
			...COMPANY_HOLDER,
			...PSE.form,
			firstName: 'Left',
			cic: '1',
			clabe: '646180157000000004',
			swiftCode: 'BBVAESMM',
			additionalFields: { middleName: 'Left', sinpeBankName: 'Left', bankStreet2: 'Left' },
		});
		expect(body).toEqual({ type: 'PSE', data: { ...COMPANY_HOLDER_DATA, ...PSE.data } });
	});

	it.each<[INodeParameters, IDataObject]>([
		[
			{ documentType: 'INE', cic: '1111111111', identificadorCiudadano: '1234567890' },
			{ type: 'INE', cic: '1111111111', identificadorCiudadano: '1234567890' },
		],
		[
			{ documentType: 'IFE', ocr: '1111111111', numeroEmision: '01' },
			{ type: 'IFE', ocr: '1111111111', numeroEmision: '01' },
		],
	])('sends the further numbers of a document: %j', async (form, members) => {
		const { body } = await created({ ...accountForm('SPEI'), ...form });
		expect((body.data as IDataObject).document).toEqual({
			...members,
			number: 'GE04292393',
			issuedCountryCode: 'CO',
		});
	});

	it.each<[string, INodeParameters, IDataObject]>([
		[
			'SPEI',
			{
				clabeType: 'DEBIT_CARD',
				debitCardNumber: '5204160000000004',
				clabeBankCode: byCode('646'),
			},
			{ clabeType: 'DEBIT_CARD', clabe: '5204160000000004', bankCode: '646' },
		],
		[
			'SPEI',
			{
				clabeType: 'PHONE_NUMBER',
				clabePhoneNumber: '5512345678',
				clabeBankCode: byCode('722'),
			},
			{ clabeType: 'PHONE_NUMBER', clabe: '5512345678', bankCode: '722' },
		],
		[
			'SPI_DO',
			{ identifierType: 'PHONE', spiDoPhone: '+18091234567' },
			{ identifierType: 'PHONE', phone: '+18091234567' },
		],
		[
			'SPI_DO',
			{ identifierType: 'ALIAS', spiDoAlias: 'mi-alias' },
			{ identifierType: 'ALIAS', alias: 'mi-alias' },
		],
		['SPI_DO', { identifierType: 'DOCUMENT' }, { identifierType: 'DOCUMENT' }],
	])('sends for %s exactly the inputs of its choice: %j', async (type, form, members) => {
		const { holderData = PERSON_HOLDER_DATA } = ACCOUNT_FORMS[type] ?? {};
		const countryCode = type === 'SPEI' ? 'MX' : 'DO';
		const { body } = await created({ ...accountForm(type), ...form });
		expect(body).toEqual({ type, data: { ...holderData, ...members, countryCode } });
	});

	it('accepts further members as JSON, overridden by form fields', async () => {
		const { body } = await created({
			...accountForm('PSE'),
			additionalFields: {
				additionalFieldsJson: JSON.stringify({
					accountNumber: '9',
					middleName: 'Carlos',
					document: { number: 'X', expeditionDate: '2012-02-29' },
				}),
			},
		});
		const data = accountDataOf('PSE');
		expect(body.data).toEqual({
			...data,
			middleName: 'Carlos',
			document: { ...(data.document as object), expeditionDate: '2012-02-29' },
		});
	});

	it('creates an account per item from the item’s own fields, linked to it', async () => {
		const items = [
			{ found: 'CLABE', number: '646180157000000004', name: 'Ada' },
			{ found: 'DEBIT_CARD', number: '5204160000000004', name: 'Bo' },
			{ found: 'PHONE_NUMBER', number: '5512345678', name: 'Cy' },
		];
		const { items: results, error } = await sandbox.run(
			'account.create',
			{
				...accountForm('SPEI'),
				firstName: '={{ $json.name }}',
				clabeType: '={{ $json.found }}',
				clabe: '={{ $json.number }}',
				debitCardNumber: '={{ $json.number }}',
				clabePhoneNumber: '={{ $json.number }}',
				clabeBankCode: byCode('646'),
			},
			{ items },
		);
		expect(error).toBeUndefined();
		expect(results.map(({ json, pairedItem }) => [json.data, pairedItem])).toEqual(
			items.map(({ found, number, name }, item) => [
				{
					...PERSON_HOLDER_DATA,
					firstName: name,
					countryCode: 'MX',
					clabeType: found,
					clabe: number,
					...(found === 'CLABE' ? {} : { bankCode: '646' }),
				},
				{ item },
			]),
		);
	});

	it('creates nothing twice when the execution is retried', async () => {
		const first = await sandbox.run('account.create', accountForm('PSE'));
		const again = await first.retry();
		expect(again.items[0]?.json.id).toBe(first.items[0]?.json.id);
	});
});
