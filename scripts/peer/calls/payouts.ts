import { SEEDED_PREFUND_ID } from '../../../sandbox';
import { byCode } from '../../../test/support/killb/accountForms';
import type { Ask, PeerCall } from '../call';
import { byId, OWN_ID } from '../call';

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

export const payoutCalls: PeerCall[] = [
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
			bankCode: byCode('001'),
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
