import type { IDataObject } from 'n8n-workflow';
import type { Comparison } from '../../../core/idempotency';

/**
 * What tells one holder or account from another. Names of banks, addresses and phone numbers are
 * left out: services write them in forms of their own.
 */
const IDENTIFYING: Record<string, string> = {
	firstName: 'First Name',
	lastName: 'Last Name',
	companyName: 'Company Name',
	email: 'Email',
	accountNumber: 'Account Number',
	routingNumber: 'Routing Number',
	alias: 'Alias',
	address: 'Address',
	clabe: 'CLABE',
	cvu: 'CVU',
	cci: 'CCI',
	pixKey: 'Pix Key',
};

/** Comparisons of an account's data (killb.md 5). */
export function accountComparisons(data: unknown, path: readonly string[]): Comparison[] {
	const members = (typeof data === 'object' && data !== null ? data : {}) as IDataObject;
	const { document } = members as { document?: { number?: unknown } };
	return [
		...Object.entries(IDENTIFYING)
			.filter(([name]) => typeof members[name] === 'string')
			.map(([name, label]) => ({ label, asked: members[name], path: [...path, name] })),
		{ label: 'Document Number', asked: document?.number, path: [...path, 'document', 'number'] },
	];
}

/**
 * Comparisons of a payout's receiver (killb.md 8). Its type has three names for the same, so it is
 * not compared.
 */
export function receiverComparisons(beneficiary: unknown): Comparison[] {
	const { account } = (beneficiary ?? {}) as { account?: unknown };
	return accountComparisons(account, ['beneficiary', 'account']);
}

/** Comparisons of a ramp with what was asked for beside its quotation (killb.md 7). */
export function rampComparisons({ userId, accountId, accounts }: IDataObject): Comparison[] {
	return [
		{ label: 'User', asked: userId, path: ['userId'] },
		{ label: 'Account', asked: accountId, path: ['accountId'] },
		{ label: 'Accounts', asked: accounts, path: ['accounts'] },
	];
}

/**
 * Comparisons of a ramp with the quotation that was asked for. Named assumption "the fixed amount
 * is kept": a ramp shows the amount that its quotation fixed as it was asked for
 * (killb.md 6 and 7).
 */
export function quotationComparisons(asked: IDataObject): Comparison[] {
	const { fromCurrency, toCurrency, cashInMethod, cashOutMethod, amount } = asked;
	return [
		{ label: 'From Currency', asked: fromCurrency, path: ['fromCurrency'] },
		{ label: 'To Currency', asked: toCurrency, path: ['toCurrency'] },
		{ label: 'Cash-In Method', asked: cashInMethod, path: ['cashInMethod'] },
		{ label: 'Cash-Out Method', asked: cashOutMethod, path: ['cashOutMethod'] },
		{
			label: 'Amount',
			asked: amount,
			path: [asked.amountIsToCurrency === true ? 'toAmount' : 'fromAmount'],
		},
	];
}

/**
 * Comparisons of a withdrawal. Its answer is not compared: KillB recognises no repetition; a retry
 * of the node does.
 */
export function withdrawalComparisons(from: unknown, to: unknown, amount: unknown): Comparison[] {
	return [
		{ label: 'From', asked: from, path: [] },
		{ label: 'To Account', asked: to, path: [] },
		{ label: 'Amount', asked: amount, path: [] },
	];
}
