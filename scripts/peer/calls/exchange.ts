import { SEEDED_ACCOUNT_ID, SEEDED_USER_ID } from '../../../sandbox';
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

export const exchangeCalls: PeerCall[] = [
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
];
