import { nodeError } from '../../shared/errors/failure';
import type { IDataObject, ILoadOptionsFunctions, NodeOperationError } from 'n8n-workflow';
import { currentValue, type ListSearch } from '../../shared/fields/listSearches';
import { killBClient } from '../service';
import { codeName } from '../data/codes';
import { CURRENCIES } from '../data/currencies';
import { METHODS } from '../data/methods';

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
	return async function (filter = '') {
		const strategies = await readStrategies(this);
		const chosen = above
			.map((name) => [name, currentValue(this, name)?.toUpperCase()] as const)
			.filter(([, value]) => value !== undefined);
		const fitting = strategies.filter((strategy) =>
			chosen.every(([name, value]) => strategy[name] === value),
		);
		const codes = new Set(fitting.map((strategy) => strategy[member]));
		const found = [...codes].filter((code) => typeof code === 'string' && code !== '') as string[];
		if (found.length === 0) throw nothingOffered(this, chosen.map(([, value]) => value).join(', '));
		const wanted = filter.trim().toLowerCase();
		return {
			results: found
				.map((value) => ({ name: codeName(names, value), value }))
				.filter(({ name, value }) => `${name} ${value}`.toLowerCase().includes(wanted))
				.sort((a, b) => a.name.localeCompare(b.name, 'en')),
		};
	};
}

async function readStrategies(context: ILoadOptionsFunctions): Promise<IDataObject[]> {
	const { body } = await killBClient(context, 0).send({
		method: 'GET',
		path: '/api/v2/customers/pairs',
		repeatable: true,
	});
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
		`${problem} – choose something else above, or "By Code" to go on without the list`,
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
