import type { INodeParameters } from 'n8n-workflow';
import { accountForm, byCode } from '../../support/killb/accountForms';
import { KillBSandbox } from '../../support/killb/killBSandbox';

const sandbox = KillBSandbox.forEachTest();

const create = async (type: string, change: INodeParameters, items?: object[]) =>
	await sandbox.run(
		'account.create',
		{ ...accountForm(type), ...change },
		items ? { items: items as never } : {},
	);

/** The data of the account that was sent. */
async function sent(type: string, change: INodeParameters) {
	const { error } = await create(type, change);
	expect(error).toBeUndefined();
	return (sandbox.bodies('POST', '/accounts').at(-1) as { data?: object } | undefined)?.data;
}

/** The message of an account that is refused before anything is sent. */
async function refusal(type: string, change: INodeParameters, items?: object[]) {
	const { error } = await create(type, change, items);
	expect(sandbox.ownRequests()).toEqual([]);
	expect(error?.description).toMatch(/Nothing was sent/);
	return error?.message;
}

describe('a number that a spreadsheet changed', () => {
	it.each<[string, string, string, unknown]>([
		['PSE', 'accountNumber', 'Account Number', '6.46181E+17'],
		['PSE', 'accountNumber', 'Account Number', '6,46181e+17'],
		['PSE', 'accountNumber', 'Account Number', '10203049.0'],
		['PSE', 'phone', 'Phone', '5.76016E+11'],
		['PSE', 'documentNumber', 'Document Number', '1.02031E+9'],
		['BREB', 'alias', 'Alias', '#N/A'],
		['SPEI', 'clabe', 'CLABE', '6.46181e17'],
		['WALLET', 'walletAddress', 'Wallet Address', '#REF!'],
	])('is refused by %s in %s', async (type, name, label, value) => {
		expect(await refusal(type, { [name]: '={{ $json.value }}' }, [{ value }])).toBe(
			`${label} was changed by a spreadsheet to "${String(value)}". Format the column as text, and enter the value again`,
		);
	});

	it('is refused as a bank code and as a reference', async () => {
		const spoilt = [{ value: '7.22000E+12' }];
		const bank = await refusal('PSE', { bankCode: byCode('={{ $json.value }}') }, spoilt);
		expect(bank).toMatch(/^Bank was changed by a spreadsheet to "7\.22000E\+12"/);
		const own = { externalIdMode: 'own', externalId: '={{ $json.value }}' };
		expect(await refusal('PSE', own, spoilt)).toMatch(/changed by a spreadsheet/);
	});
});

describe('what people write for readability', () => {
	it.each<[string, INodeParameters, object]>([
		['SPEI', { clabe: ' 032 180-000118359719' }, { clabe: '032180000118359719' }],
		[
			'SPEI',
			{
				clabeType: 'DEBIT_CARD',
				debitCardNumber: '5204 1600 0000 0005',
				clabeBankCode: byCode('646'),
			},
			{ clabe: '5204160000000005' },
		],
		['CCI', { cci: '002-191-001300201369-43' }, { cci: '00219100130020136943' }],
		['COELSA', { cvu: '28505909 40090418135201' }, { cvu: '2850590940090418135201' }],
		['PIX', { pixKey: '390.533.447-05' }, { pixKey: '39053344705' }],
		['PIX', { pixKeyType: 'CNPJ', pixKey: '16.727.230/0001-97' }, { pixKey: '16727230000197' }],
		['PIX', { pixKeyType: 'PHONE', pixKey: '+55 11 91234-5678' }, { pixKey: '+5511912345678' }],
		[
			'SINPE',
			{ sinpeAccountNumber: 'cr05 0152 0200 1026 2840 66' },
			{ accountNumber: 'CR05015202001026284066' },
		],
		['SPI', { spiAccountNumber: '12 345-6' }, { accountNumber: '123456' }],
		['TRANSFIYA', { transfiyaAccount: '+57 300 123 4567' }, { account: '+573001234567' }],
		['PSE', { phone: '+57 (601) 555-5555' }, { phone: '+576015555555' }],
		['PSE', { accountNumber: '102 030 49' }, { accountNumber: '10203049' }],
		['PSE', { accountNumber: '102-03049' }, { accountNumber: '102-03049' }],
		[
			'SWIFT',
			{ accountNumber: 'GB29 NWBK 6016 1331 9268 19' },
			{ accountNumber: 'GB29NWBK60161331926819' },
		],
	])('is not sent by %s with %j', async (type, change, data) => {
		expect(await sent(type, change)).toMatchObject(data);
	});
});

describe('check digits', () => {
	const WRONG = 'has a wrong check digit: at least one character is wrong. Copy the number again';
	const document = (companyDocumentType: string, documentNumber: string, country: string) => ({
		holderType: 'COMPANY',
		companyName: 'Babbleopia',
		companyDocumentType,
		documentNumber,
		documentCountryCode: country,
	});

	it.each<[string, INodeParameters, string]>([
		['SPEI', { clabe: '032180000118359718' }, `CLABE ${WRONG}`],
		[
			'SPEI',
			{
				clabeType: 'DEBIT_CARD',
				debitCardNumber: '5204160000000006',
				clabeBankCode: byCode('646'),
			},
			`Debit Card Number ${WRONG}`,
		],
		['COELSA', { cvu: '2850590940090418135202' }, `CVU ${WRONG}`],
		['COELSA', { cvu: '285059094009041813520' }, 'CVU must be 22 digits, got "2850590940'],
		['PIX', { pixKey: '39053344706' }, `PIX Key ${WRONG}`],
		['PIX', { pixKey: '3905334470' }, 'PIX Key must have 11 characters without punctuation'],
		['PIX', { pixKeyType: 'CNPJ', pixKey: '16727230000198' }, `PIX Key ${WRONG}`],
		['SINPE', { sinpeAccountNumber: 'CR05015202001026284067' }, `SINPE Account Number ${WRONG}`],
		['SWIFT', { accountNumber: 'GB29NWBK60161331926810' }, `Account Number ${WRONG}`],
		['PIX', { documentType: 'CPF', documentNumber: '390.533.447-06' }, `Document Number ${WRONG}`],
		['PIX', document('CNPJ', '16.727.230/0001-98', 'BR'), `Document Number ${WRONG}`],
		[
			'PSE',
			document('NIT', '800.197.268-5', 'CO'),
			'Document Number has the check digit 5 after the dash, and that of 800197268 is 4. Copy',
		],
		[
			'WALLET',
			{ walletAddress: '0x742d35Cc6634C0532925a3b844Bc454e4438f44E' },
			'Wallet Address is not a valid address of Ethereum, Polygon and BNB Smart Chain: a',
		],
		[
			'WALLET',
			{ network: 'TRON', walletAddress: '0x742d35Cc6634C0532925a3b844Bc454e4438f44e' },
			'Wallet Address is an address of Ethereum, Polygon and BNB Smart Chain, and the chosen',
		],
	])('that are wrong are refused by %s with %j', async (type, change, message) => {
		expect(await refusal(type, change)).toContain(message);
	});

	it.each<[string, INodeParameters]>([
		// not certain to be wrong
		['PSE', document('NIT', '8001972685', 'CO')],
		['PSE', document('NIT', '800197268', 'CO')],
		['PSE', document('NIT', '800197268-5', 'BO')],
		['PIX', { pixKeyType: 'RANDOM', pixKey: '39053344706' }],
		['COELSA', { cvu: 'mi.alias.cvu' }],
		// KillB's samples
		['PIX', { pixKey: '12345678901' }],
		['COELSA', { cvu: '0000003100012345678901' }],
		['PSE', document('NIT', '900123456-1', 'CO')],
		['ACH', { routingNumber: '222222222', accountNumber: '111111111111' }],
	])('that are right, or not certain to be wrong, pass: %s with %j', async (type, change) => {
		expect(await sent(type, change)).toBeDefined();
	});

	it('of a wallet are checked against the network, unless the account holds BTC', async () => {
		const bitcoin = { currency: 'BTC', walletAddress: '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa' };
		await create('WALLET', bitcoin);
		expect(sandbox.bodies('POST', '/accounts')).toHaveLength(1);
	});

	it('of changes are checked too, with the name of the form', async () => {
		const { error } = await sandbox.run('account.update', {
			accountId: { __rl: true, mode: 'id', value: '7b1d2a30-2f43-4b8c-9a34-2d0a3a2f7b11' },
			accountType: 'SPEI',
			changes: { clabe: '032180000118359718' },
		});
		expect(error?.message).toBe(`Changes › CLABE ${WRONG}`);
		expect(sandbox.ownRequests()).toEqual([]);
	});

	it('of a document in a group are checked with its type', async () => {
		const { error } = await sandbox.run('user.update', {
			userId: { __rl: true, mode: 'id', value: '7b1d2a30-2f43-4b8c-9a34-2d0a3a2f7b11' },
			userType: 'PERSON',
			personChanges: {
				document: {
					values: { type: 'CPF', number: '39053344706', issuedCountryCode: 'BR' },
				},
			},
		});
		expect(error?.message).toContain(`Document › Number ${WRONG}`);
		expect(sandbox.ownRequests()).toEqual([]);
	});
});
