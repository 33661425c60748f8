import { SEEDED_ACCOUNT_ID, SEEDED_SAVINGS_ID, SEEDED_USER_ID } from '../../../sandbox';
import type { Ask, PeerCall } from '../call';
import { byId } from '../call';

const onboarded = async (ask: Ask) => {
	const body = { userId: SEEDED_USER_ID, acceptedTermsAndConditions: true };
	const { id } = await ask('POST', '/savings', body);
	return { savingsId: String(id) };
};

/** One that the SDK and the node ask in the same way about one savings account. */
const about = (sdk: string, node: string): PeerCall => ({
	sdk,
	node,
	prepare: onboarded,
	given: ({ savingsId }) => [savingsId],
	form: ({ savingsId = '' }) => ({ savingsAccountId: savingsId }),
});

export const savingsCalls: PeerCall[] = [
	{
		sdk: 'savings.create',
		node: 'savings.onboard',
		given: () => [{ userId: SEEDED_USER_ID, acceptedTermsAndConditions: true }],
		form: () => ({ userId: byId(SEEDED_USER_ID), acceptedTermsAndConditions: true }),
	},
	about('savings.get', 'savings.get'),
	{
		...about('savings.getBalance', 'savings.getBalance'),
		differs: 'The SDK asks at `/savings/{id}/balances`; the documented path ends in `/balance`.',
	},
	{
		...about('savings.getBankingDepositInstructions', 'savings.getDepositInstructions'),
		given: ({ savingsId }) => [savingsId, 'WIRE'],
		form: ({ savingsId = '' }) => ({ savingsAccountId: savingsId, depositType: 'WIRE' }),
	},
	about('savings.getCryptoDepositInstructions', 'savings.getCryptoDepositInstructions'),
	{
		sdk: 'savings.getTransactions',
		node: 'savings.getTransactions',
		given: () => [{ userId: SEEDED_USER_ID, type: 'DEPOSIT', page: 1, limit: 10 }],
		form: () => ({
			returnAll: false,
			limit: 10,
			filters: { userId: SEEDED_USER_ID, type: 'DEPOSIT' },
		}),
	},
	{
		sdk: 'savings.createWithdrawal',
		node: 'savings.withdraw',
		given: () => [
			{
				source: { savingsAccountId: SEEDED_SAVINGS_ID },
				destination: { savingsAccountId: SEEDED_SAVINGS_ID, externalAccountId: SEEDED_ACCOUNT_ID },
				amount: 10.5,
				comment: 'Monthly withdrawal',
			},
		],
		form: () => ({
			savingsAccountId: SEEDED_SAVINGS_ID,
			externalAccountId: byId(SEEDED_ACCOUNT_ID),
			amount: '10.5',
			comment: 'Monthly withdrawal',
		}),
	},
];
