/**
 * The quotations that the seeded customer can make: into its user's wallet, and out of it to its
 * user's bank account.
 */
export const INTO_CRYPTO = {
	fromCurrency: 'COP',
	toCurrency: 'USDC',
	amount: 400000,
	amountIsToCurrency: false,
	cashInMethod: 'PSE',
	cashOutMethod: 'POLYGON',
	isFastPay: false,
};
export const OUT_OF_CRYPTO = {
	...INTO_CRYPTO,
	fromCurrency: 'USDC',
	toCurrency: 'COP',
	amount: 100,
	cashInMethod: 'POLYGON',
	cashOutMethod: 'PSE',
};
export const FROM_PRE_FUND = { ...OUT_OF_CRYPTO, cashInMethod: 'PRE_FUND' };
