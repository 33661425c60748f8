import type { IDataObject } from 'n8n-workflow';
import type { Comparison } from '../../../core/idempotency';

/**
 * The members that identify a holder or account. Bank names, addresses and phone numbers are not
 * compared, because services reformat them.
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

/** Returns the comparisons of an account's data (killb.md 5). */
export function accountComparisons(data: unknown, path: readonly string[]): Comparison[] {
	const members = (typeof data === 'object' && data !== null ? data : {}) as IDataObject;
	const { document } = members as { document?: { number?: unknown } };
	return [
		...Object.entries(IDENTIFYING)
			.filter(([name]) => typeof members[name] === 'string')
			.map(([name, label]) => ({
				label,
				asked: members[name],
				path: [...path, name],
				...(name === 'alias' ? { isName: true as const } : {}),
			})),
		{ label: 'Document Number', asked: document?.number, path: [...path, 'document', 'number'] },
	];
}

/**
 * Returns the comparisons of a payout's receiver (killb.md 8). Its type has three names for the
 * same thing, so it is not compared.
 */
export function receiverComparisons(beneficiary: unknown): Comparison[] {
	const { account } = (beneficiary ?? {}) as { account?: unknown };
	return accountComparisons(account, ['beneficiary', 'account']);
}

/** Returns the comparisons of a ramp with its request, without the quotation (killb.md 7). */
export function rampComparisons({ userId, accountId, accounts }: IDataObject): Comparison[] {
	return [
		{ label: 'User', asked: userId, path: ['userId'] },
		{ label: 'Account', asked: accountId, path: ['accountId'] },
		{ label: 'Accounts', asked: accounts, path: ['accounts'] },
	];
}

/**
 * Returns the comparisons of a ramp with the requested quotation. Named assumption "the fixed
 * amount is kept": a ramp shows the fixed amount of its quotation as requested (killb.md 6 and 7).
 */
export function quotationComparisons(requested: IDataObject): Comparison[] {
	const { fromCurrency, toCurrency, cashInMethod, cashOutMethod, amount } = requested;
	return [
		{ label: 'From Currency', asked: fromCurrency, path: ['fromCurrency'] },
		{ label: 'To Currency', asked: toCurrency, path: ['toCurrency'] },
		{ label: 'Cash-In Method', asked: cashInMethod, path: ['cashInMethod'] },
		{ label: 'Cash-Out Method', asked: cashOutMethod, path: ['cashOutMethod'] },
		{
			label: 'Amount',
			asked: amount,
			path: [requested.amountIsToCurrency === true ? 'toAmount' : 'fromAmount'],
		},
	];
}

/**
 * Returns the comparisons of a withdrawal. Its answer is not compared, because KillB does not
 * deduplicate it; the node compares them on a retry.
 */
export function withdrawalComparisons(from: unknown, to: unknown, amount: unknown): Comparison[] {
	return [
		{ label: 'From', asked: from, path: [] },
		{ label: 'To Account', asked: to, path: [] },
		{ label: 'Amount', asked: amount, path: [] },
	];
}
