import { messageIn } from '../../support/engine';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { ACCOUNT_FORMS, accountForm, byCode } from '../../support/killb/accountForms';
import { byId, KillBSandbox } from '../../support/killb/killBSandbox';

const sandbox = KillBSandbox.forEachTest();
const TYPES = Object.keys(ACCOUNT_FORMS).filter((type) => type !== 'CUSTODIAL');

/** The error message of an account that is rejected before anything is sent. */
async function rejection(parameters: INodeParameters): Promise<string | undefined> {
	const { error, items } = await sandbox.run('account.create', parameters);
	expect(items).toEqual([]);
	expect(sandbox.ownRequests()).toEqual([]);
	expect(error?.description).toMatch(/Nothing was sent/);
	return error?.message;
}

describe('Account: Create, validation', () => {
	it.each(TYPES)('rejects a missing required input of %s before anything is sent', async (type) => {
		const form = accountForm(type);
		// The form has defaults for these; without them, the inputs that depend on them would not be
		// required.
		const decided = ['accountType', 'holderType', 'clabeType', 'identifierType'];
		const names = Object.keys(form).filter((name) => !decided.includes(name));
		expect(names.length).toBeGreaterThan(5);
		const { items } = await sandbox.run(
			'account.create',
			{ ...form, ...Object.fromEntries(names.map((name) => [name, emptyFor(name, form)])) },
			{
				items: names.map((without) => ({ without, ...plain(form) })),
				node: { onError: 'continueRegularOutput' },
			},
		);
		expect(items.map(({ json }) => messageIn(json))).toEqual(
			names.map((name) =>
				expect.stringMatching(
					new RegExp(
						`^.+ is empty: its expression \\{\\{ .*\\$json\\.${name} \\}\\} returned nothing$`,
					),
				),
			),
		);
		expect(new Set(items.map(({ json }) => messageIn(json))).size).toBe(names.length);
		expect(sandbox.ownRequests()).toEqual([]);
	});

	it.each(['accountNumber', 'bankCode', 'bankAccountType', 'lastName', 'documentType'])(
		'rejects an empty static input of %s, as n8n itself does',
		async (name) => {
			const form = { ...accountForm('PSE') };
			delete form[name];
			await expect(sandbox.run('account.create', form)).rejects.toThrow(/has issues/);
		},
	);

	it.each<[string, INodeParameters, RegExp]>([
		['SPEI', { clabe: '64618015700000000' }, /^CLABE must be 18 digits, got "6461/],
		['SPEI', { clabe: '646180157000000004.' }, /^CLABE must be 18 digits/],
		[
			'SPEI',
			{ clabe: '={{ 646180157000000004 }}' },
			/^CLABE is the number 6\d+, which is too long to be exact/,
		],
		[
			'SPEI',
			{ clabeType: 'DEBIT_CARD', debitCardNumber: '646180157000000004' },
			/^2 fields need correcting: Debit Card Number, Bank$/,
		],
		['SPEI', { clabeType: 'DEBIT_CARD', debitCardNumber: '5204160000000004' }, /^Bank is empty$/],
		[
			'SPEI',
			{ clabeType: 'PHONE_NUMBER', clabePhoneNumber: '+525512345678' },
			/^2 fields need correcting: Phone Number of Account, Bank$/,
		],
		[
			'SPEI',
			{ clabeType: '={{ "IBAN" }}' },
			/^Account Identifier must be one of CLABE, DEBIT_CARD/,
		],
		['CCI', { cci: '0021920000000012345' }, /^CCI must be 20 digits/],
		['CCI', { cci: '0021920000000012345６' }, /^CCI must be 20 digits/],
		[
			'SINPE',
			{ sinpeAccountNumber: '04011400007316288640' },
			/^SINPE Account Number must be CR and/,
		],
		['SPI', { spiAccountNumber: '1' }, /^SPI Account Number must be 2 to 14 digits/],
		[
			'SPI_PY',
			{ spiAccountNumber: '123456789012345' },
			/^SPI Account Number must be 2 to 14 digits/,
		],
		['SWIFT', { swiftCode: 'BBVAESM' }, /^SWIFT Code must be 8 to 11 letters and digits/],
		['SWIFT', { swiftCode: 'BBVA ESMM' }, /^SWIFT Code must be 8 to 11 letters and digits/],
		[
			'SWIFT',
			{ countryCode: '={{ "" }}' },
			/^Account Country is empty: its expression \{\{ "" \}\} returned nothing$/,
		],
		['PSE', { phone: '6015555555' }, /^Phone must be a phone number with \+ and country code/],
		['PSE', { phone: '={{ 576015555555 }}' }, /^Phone must be a phone number with \+/],
		['PSE', { bankAccountType: '={{ "loan" }}' }, /^Bank Account Type must be one of/],
		['PSE', { documentType: '={{ "CC" }}' }, /^Document Type must be one of/],
		['PSE', { documentType: 'INE', cic: '1' }, /^Identificador Del Ciudadano is empty$/],
		[
			'PSE',
			{ bankCode: byCode('={{ $json.none }}') },
			/^Bank is empty: its expression \{\{ \$json\.none \}\} returned nothing$/,
		],
		['PSE', { userId: byId('favorite') }, /^User is "favorite", which is not an ID/],
		[
			'PSE',
			{ additionalFields: { additionalFieldsJson: '[1]' } },
			/^Additional Fields › Additional Fields \(JSON\) must be a JSON object/,
		],
		['PIX', { pixKeyType: '={{ "IBAN" }}' }, /^PIX Key Type must be one of/],
		[
			'BREB',
			{ alias: '={{ $json.none }}' },
			/^Alias is empty: its expression \{\{ \$json\.none \}\} returned nothing$/,
		],
		['WALLET', { network: '={{ "BITCOIN" }}' }, /^Network must be one of/],
	])('rejects %s with %j before anything is sent', async (type, change, message) => {
		expect(await rejection({ ...accountForm(type), ...change })).toMatch(message);
	});

	it.each<[string, string, INodeParameters, RegExp, RegExp]>([
		['an unknown bank', 'PSE', { bankCode: byCode('999') }, /bank code/, /ACCOUNT\.0002/],
		[
			'a wallet address',
			'WALLET',
			{ walletAddress: '0x742d35Cc6634C0532925a3b8D5a4C3F2e2B7e4d' },
			/wallet address/,
			/ACCOUNT\.0003/,
		],
		['a user', 'PSE', { userId: byId('nobody') }, /no user with this ID/, /USER\.0001/],
		[
			'unknown members',
			'PSE',
			{ additionalFields: { additionalFieldsJson: '{"iban":"GB1"}' } },
			/rejected the input/,
			/“data\.iban should not exist”/,
		],
	])('explains why KillB rejects %s', async (_, type, change, message, description) => {
		const { error } = await sandbox.run('account.create', { ...accountForm(type), ...change });
		expect(error?.message).toMatch(message);
		expect(error?.description).toMatch(description);
	});

	it('continues after a failed item under Continue On Fail, with the reason on that item', async () => {
		const { items, error } = await sandbox.run(
			'account.create',
			{ ...accountForm('CCI'), cci: '={{ $json.cci }}' },
			{
				items: [{ cci: '00219200000000123456' }, { cci: 'none' }, { cci: '00219200000000123457' }],
				node: { onError: 'continueRegularOutput' },
			},
		);
		expect(error).toBeUndefined();
		expect(items.map(({ json, pairedItem }) => [messageIn(json), pairedItem])).toEqual([
			[undefined, { item: 0 }],
			['CCI must be 20 digits, got "none"', { item: 1 }],
			[undefined, { item: 2 }],
		]);
	});
});

/**
 * An expression that is empty for the item without this input, and the form's own value for all
 * others.
 */
function emptyFor(name: string, form: INodeParameters): INodeParameters[string] {
	const expression = `={{ $json.without === '${name}' ? '' : $json.${name} }}`;
	return typeof form[name] === 'object' ? byCode(expression) : expression;
}

/** The values of a form as an item has them. */
function plain(form: INodeParameters): IDataObject {
	return Object.fromEntries(
		Object.entries(form).map(([name, value]) => [
			name,
			(typeof value === 'object' ? (value as IDataObject).value : value) as string,
		]),
	);
}
