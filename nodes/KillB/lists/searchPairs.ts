import { nodeError } from '../../shared/errors/failure';
import type { IDataObject, ILoadOptionsFunctions, NodeOperationError } from 'n8n-workflow';
import { currentValue, type ListSearch } from '../../shared/fields/listSearches';
import { codeName } from '../data/codes';
import { CURRENCIES } from '../data/currencies';
import { METHODS } from '../data/methods';
import { wholeList } from './killBList';

/**
 * The members of a strategy, one combination that the customer may exchange (killb.md 9, pairs).
 */
type Member = 'fromCurrency' | 'toCurrency' | 'cashInMethod' | 'cashOutMethod';

/**
 * Lists the options for one member of a quotation, from the customer's pairs, narrowed by the
 * inputs above it. It includes codes missing from KillB's specification, since the pairs are newer.
 */
function searchStrategies(
	member: Member,
	names: Readonly<Record<string, string>>,
	above: readonly Member[],
): ListSearch {
	return wholeList({
		path: '/api/v2/customers/pairs',
		prepare: (context) => {
			const chosen = above.flatMap((name) => {
				const value = currentValue(context, name)?.toUpperCase();
				return value === undefined ? [] : [{ name, value }];
			});
			return {
				chosen: { member, chosen },
				entriesIn: (body) => {
					const fitting = strategiesIn(body).filter((strategy) =>
						chosen.every(({ name, value }) => strategy[name] === value),
					);
					const codes = new Set(fitting.map((strategy) => strategy[member]));
					const found = [...codes].filter(
						(code): code is string => typeof code === 'string' && code !== '',
					);
					if (found.length === 0) {
						throw nothingOffered(context, chosen.map(({ value }) => value).join(', '));
					}
					return found
						.map((code) => ({ code, name: codeName(names, code) }))
						.sort((a, b) => a.name.localeCompare(b.name, 'en'));
				},
			};
		},
		shown: ({ code, name }) => ({ id: code, words: [name] }),
		otherMode: 'By Code',
	});
}

function strategiesIn(body: unknown): IDataObject[] {
	const { strategies } = (body ?? {}) as { strategies?: unknown };
	return Array.isArray(strategies) ? (strategies as IDataObject[]) : [];
}

function nothingOffered(context: ILoadOptionsFunctions, chosen: string): NodeOperationError {
	const problem =
		chosen === ''
			? 'KillB lists no pairs for this customer'
			: `None of your pairs at KillB fits ${chosen}`;
	return nodeError(
		context.getNode(),
		'CHOICES_MISSING',
		`${problem}. Change a field above, or choose By Code to enter the code directly.`,
	);
}

/** The list searches of a quotation's inputs, each narrowed by the inputs above it. */
export const pairSearches = {
	searchFromCurrencies: searchStrategies('fromCurrency', CURRENCIES, []),
	searchToCurrencies: searchStrategies('toCurrency', CURRENCIES, ['fromCurrency']),
	searchCashInMethods: searchStrategies('cashInMethod', METHODS, ['fromCurrency', 'toCurrency']),
	searchCashOutMethods: searchStrategies('cashOutMethod', METHODS, [
		'fromCurrency',
		'toCurrency',
		'cashInMethod',
	]),
};
