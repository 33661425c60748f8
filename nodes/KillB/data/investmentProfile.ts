import { group, type Label, optionalChoice, required, text } from '../../shared/operation';

const SOURCES_OF_FUNDS = [
	{ name: 'Company', value: 'COMPANY' },
	{ name: 'Company Capital', value: 'COMPANY_CAPITAL' },
	{ name: 'Employment', value: 'EMPLOYMENT' },
	{ name: 'Grant', value: 'GRANT' },
	{ name: 'Investment', value: 'INVESTMENT' },
	{ name: 'Loan', value: 'LOAN' },
	{ name: 'Marital', value: 'MARITAL' },
	{ name: 'Other', value: 'OTHER' },
	{ name: 'Private Capital', value: 'PRIVATE_CAPITAL' },
	{ name: 'Real Estate', value: 'REAL_ESTATE' },
	{ name: 'Savings', value: 'SAVINGS' },
	{ name: 'Trust', value: 'TRUST' },
	{ name: 'Winnings', value: 'WINNINGS' },
] as const;

/** Ranges are sorted by size. */
const WEALTH = [
	{ name: 'Up to 10,000', value: 'UPTO_10K' },
	{ name: '10,000 to 100,000', value: 'TEN_TO_100K' },
	{ name: '100,000 to 1 Million', value: 'ONEHUNDREDK_TO_1M' },
	{ name: '1 to 10 Million', value: 'ONE_TO_10M' },
	{ name: '10 to 50 Million', value: 'TEN_TO_50M' },
	{ name: '50 to 250 Million', value: 'FIFTY_TO_250M' },
	{ name: 'More Than 250 Million', value: 'MORE_THAN_250M' },
] as const;

const TIMES_A_MONTH = [
	{ name: 'Up to 5', value: 'UPTO_5' },
	{ name: '5 to 10', value: 'FIVE_TO_10' },
	{ name: '10 to 25', value: 'TEN_TO_25' },
	{ name: 'More Than 25', value: 'MORE_THAN_25' },
] as const;

const AMOUNT_A_MONTH = [
	{ name: 'Up to 1,000', value: 'UPTO_1K' },
	{ name: '1,000 to 100,000', value: 'ONE_TO_100K' },
	{ name: '100,000 to 1 Million', value: 'ONEHUNDREDK_TO_1M' },
	{ name: '1 to 5 Million', value: 'MILLION_TO_5M' },
	{ name: 'More Than 5 Million', value: 'MORE_THAN_5M' },
] as const;

const wealth = (label: Label) => required(optionalChoice({ ...label, options: WEALTH }));
const times = (label: Label) => required(optionalChoice({ ...label, options: TIMES_A_MONTH }));
const amount = (label: Label) => required(optionalChoice({ ...label, options: AMOUNT_A_MONTH }));

/**
 * InvestmentProfile: all members are required if one is sent (killb.md 3.1). The editor truncates
 * labels in a group after about 23 characters, so the longest names are shortened.
 */
export const investmentProfile = group({
	displayName: 'Investment Profile',
	description: 'Source of the money and expected volume. Fill in all of it or leave it empty.',
	placeholder: 'Add Investment Profile',
	fields: {
		primarySourceOfFunds: required(
			optionalChoice({ displayName: 'Primary Source of Funds', options: SOURCES_OF_FUNDS }),
		),
		primarySourceOfFundsDescription: required(
			text({
				displayName: 'Source Description',
				placeholder: 'e.g. I work at Google',
			}),
		),
		totalAssets: wealth({ displayName: 'Total Assets' }),
		usdValueOfFiat: wealth({ displayName: 'USD Value of Fiat' }),
		usdValueOfCrypto: amount({ displayName: 'USD Value of Crypto' }),
		monthlyDeposits: times({ displayName: 'Monthly Deposits' }),
		monthlyWithdrawals: times({ displayName: 'Monthly Withdrawals' }),
		monthlyInvestmentDeposit: amount({ displayName: 'Monthly Investment Deposit' }),
		monthlyInvestmentWithdrawal: amount({ displayName: 'Monthly Investment Withdrawal' }),
		monthlyCryptoDeposits: times({ displayName: 'Monthly Crypto Deposits' }),
		monthlyCryptoWithdrawals: times({ displayName: 'Monthly Crypto Withdrawals' }),
		monthlyCryptoInvestmentDeposit: amount({ displayName: 'Crypto Investment Deposit' }),
		monthlyCryptoInvestmentWithdrawal: amount({
			displayName: 'Crypto Investment Withdrawal',
		}),
	},
});
