import { SEEDED_ACCOUNT_ID, SEEDED_PREFUND_ID, SEEDED_USER_ID } from '../../../sandbox';
import type { Ask, PeerCall } from '../call';
import { byId, OWN_ID } from '../call';

/** From a wallet to the seeded Colombian bank account. */
const QUOTE = {
	fromCurrency: 'USDC',
	toCurrency: 'COP',
	amount: 150.25,
	amountIsToCurrency: false,
	cashInMethod: 'POLYGON',
	cashOutMethod: 'PSE',
	isFastPay: false,
};

const QUOTE_FORM = {
	fromCurrency: byId('USDC'),
	toCurrency: byId('COP'),
	cashInMethod: byId('POLYGON'),
	cashOutMethod: byId('PSE'),
	amountIs: 'sent',
	amount: '150.25',
	isFastPay: false,
};

const quoted = async (ask: Ask) => {
	const { id } = await ask('POST', '/quotations', QUOTE);
	return { quotationId: String(id) };
};

const ramped = async (ask: Ask) => {
	const { quotationId } = await quoted(ask);
	const { id } = await ask('POST', '/ramps', {
		quotationId,
		userId: SEEDED_USER_ID,
		accountId: SEEDED_ACCOUNT_ID,
	});
	return { rampId: String(id) };
};

const BENEFICIARY = {
	firstName: 'Ana',
	lastName: 'Pérez',
	email: 'ana@example.com',
	phone: '+573001234567',
	document: { type: 'NUIP', number: '1020304050', issuedCountryCode: 'CO' },
	countryCode: 'CO',
	bankCode: '001',
	accountNumber: '10203049',
	type: 'savings',
};

const PAYOUT = {
	preFundAccountId: SEEDED_PREFUND_ID,
	amount: 8000.5,
	beneficiary: { type: 'BANK', account: BENEFICIARY },
};

const paidOut = async (ask: Ask) => {
	const { id } = await ask('POST', '/payouts', PAYOUT);
	return { payoutId: String(id) };
};

export const moneyCalls: PeerCall[] = [
	{
		sdk: 'quotation.create',
		node: 'quotation.create',
		given: () => [QUOTE],
		form: () => QUOTE_FORM,
	},
	{
		sdk: 'quotation.create',
		of: 'an amount that is received',
		node: 'quotation.create',
		given: () => [{ ...QUOTE, amountIsToCurrency: true, amount: 400_000 }],
		form: () => ({ ...QUOTE_FORM, amountIs: 'received', amount: 400_000 }),
	},
	{
		sdk: 'quotation.simulation',
		node: 'quotation.simulate',
		given: () => [QUOTE],
		form: () => QUOTE_FORM,
	},
	{
		sdk: 'quotation.getById',
		node: 'quotation.get',
		prepare: quoted,
		given: ({ quotationId }) => [quotationId],
		form: ({ quotationId = '' }) => ({ quotationId }),
	},
	{
		sdk: 'ramps.create',
		node: 'ramp.create',
		prepare: quoted,
		given: ({ quotationId }) => [
			{
				quotationId,
				userId: SEEDED_USER_ID,
				accountId: SEEDED_ACCOUNT_ID,
				externalId: OWN_ID.externalId,
				refundInstructions: { network: 'POLYGON', address: '0xabc', asset: 'USDC' },
			},
		],
		form: ({ quotationId = '' }) => ({
			quotationId,
			userId: byId(SEEDED_USER_ID),
			receiver: 'one',
			accountId: byId(SEEDED_ACCOUNT_ID),
			additionalFields: {
				refundInstructions: {
					values: { refundTo: 'WALLET', network: 'POLYGON', address: '0xabc', asset: 'USDC' },
				},
			},
			...OWN_ID,
		}),
	},
	{
		sdk: 'ramps.list',
		node: 'ramp.getAll',
		prepare: ramped,
		given: () => [{ status: 'CREATED', page: 1, limit: 10 }],
		form: () => ({ returnAll: false, limit: 10, filters: { status: 'CREATED' } }),
	},
	{
		sdk: 'ramps.getById',
		node: 'ramp.get',
		prepare: ramped,
		given: ({ rampId }) => [rampId],
		form: ({ rampId }) => ({ rampId: byId(rampId) }),
		differs:
			'The SDK asks at `api/vramps/{id}`, a slip; the documented path is `/api/v2/ramps/{id}`.',
	},
	{
		sdk: 'payout.create',
		node: 'payout.create',
		given: () => [{ ...PAYOUT, externalId: OWN_ID.externalId }],
		form: () => ({
			preFundAccountId: byId(SEEDED_PREFUND_ID),
			amount: '8000.50',
			beneficiaryType: 'BANK',
			holderType: 'PERSON',
			firstName: BENEFICIARY.firstName,
			lastName: BENEFICIARY.lastName,
			email: BENEFICIARY.email,
			phone: BENEFICIARY.phone,
			documentType: 'NUIP',
			documentNumber: '1020304050',
			documentCountryCode: 'CO',
			countryCodeCo: 'CO',
			bankCode: byId('001'),
			accountNumber: '10203049',
			bankAccountType: 'savings',
			...OWN_ID,
		}),
	},
	{
		sdk: 'payout.list',
		node: 'payout.getAll',
		prepare: paidOut,
		given: () => [{ externalId: 'none', page: 1, limit: 10 }],
		form: () => ({ returnAll: false, limit: 10, filters: { externalId: 'none' } }),
	},
	{
		sdk: 'payout.getById',
		node: 'payout.get',
		prepare: paidOut,
		given: ({ payoutId }) => [payoutId],
		form: ({ payoutId }) => ({ payoutId: byId(payoutId) }),
	},
	{
		sdk: 'customer.getBalances',
		node: 'customer.getBalances',
		given: () => [],
		form: () => ({}),
		differs: 'The SDK sends POST; the specification has GET only.',
	},
];
