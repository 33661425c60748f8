import type { INodeParameters } from 'n8n-workflow';
import { loadList } from '../../support/engine';
import { newStrategy } from '../../../sandbox/killb/pairs';
import { byCode, fromList } from '../../support/killb/exchange';
import { byId, KillBSandbox, SEEDED_USER_ID } from '../../support/killb/killBSandbox';

const sandbox = KillBSandbox.forEachTest();

async function offered(method: string, parameters: INodeParameters = {}, filter?: string) {
	const { results, paginationToken } = await loadList({
		type: 'killB',
		method,
		parameters,
		credentials: sandbox.credentials(),
		...(filter === undefined ? {} : { filter }),
	});
	expect(paginationToken).toBeUndefined();
	return results;
}

async function codes(method: string, parameters: INodeParameters = {}, filter?: string) {
	return (await offered(method, parameters, filter)).map(({ value }) => value);
}

describe('the pickers of a quotation', () => {
	it('offer the currencies of the customer’s pairs, by readable names', async () => {
		expect(await offered('searchFromCurrencies')).toEqual([
			{ name: 'Colombian Peso (COP)', value: 'COP' },
			{ name: 'Mexican Peso (MXN)', value: 'MXN' },
			{ name: 'USD Coin (USDC)', value: 'USDC' },
		]);
		expect(sandbox.ownRequests()).toEqual(['GET /customers/pairs 200']);
	});

	it('narrow the received currencies by the sent one, and the methods by both', async () => {
		const form: INodeParameters = { fromCurrency: fromList('USDC') };
		expect(await codes('searchToCurrencies')).toEqual(['BRL', 'COP', 'MXN', 'USDT', 'USDC']);
		expect(await codes('searchToCurrencies', form)).toEqual(['BRL', 'COP', 'MXN']);
		form.toCurrency = byCode('cop');
		expect(await codes('searchCashInMethods', form)).toEqual(['POLYGON', 'PRE_FUND']);
		expect(await codes('searchCashOutMethods', form)).toEqual(['BREB', 'PSE']);
		form.cashInMethod = fromList('PRE_FUND');
		expect(await codes('searchCashOutMethods', form)).toEqual(['PSE']);
	});

	it('are not narrowed by an input that is empty or an expression', async () => {
		const all = await codes('searchToCurrencies');
		for (const fromCurrency of [fromList(''), byCode('={{ $json.from }}'), '={{ $json.from }}']) {
			expect(await codes('searchToCurrencies', { fromCurrency })).toEqual(all);
		}
	});

	it('match a part of the name or of the code, regardless of case', async () => {
		expect(await codes('searchToCurrencies', {}, 'PESO')).toEqual(['COP', 'MXN']);
		expect(await codes('searchToCurrencies', {}, ' usd')).toEqual(['USDT', 'USDC']);
		expect(await codes('searchCashInMethods', {}, 'pre_f')).toEqual(['PRE_FUND']);
		expect(await codes('searchCashInMethods', {}, 'no such')).toEqual([]);
	});

	it('offer a code that is newer than the documentation as it is', async () => {
		const route = { fromCurrency: 'COP', toCurrency: 'XAU', cashInMethod: 'PSE' };
		sandbox.state.killb.customer.strategies.push(
			newStrategy({ ...route, cashOutMethod: 'GOLD_BAR' }),
		);
		const form = { fromCurrency: fromList('COP'), toCurrency: fromList('XAU') };
		expect(await offered('searchCashOutMethods', form)).toEqual([
			{ name: 'GOLD_BAR', value: 'GOLD_BAR' },
		]);
	});

	it('say what to do if no pair matches, and if there is none at all', async () => {
		const form = { fromCurrency: byCode('MXN'), toCurrency: byCode('BRL') };
		await expect(codes('searchCashInMethods', form)).rejects.toThrow(
			'None of your pairs at KillB fits MXN, BRL. Change a field above, or choose By Code to enter the code directly.',
		);
		sandbox.state.killb.customer.strategies.length = 0;
		await expect(codes('searchFromCurrencies')).rejects.toThrow(
			/^KillB lists no pairs for this customer/,
		);
	});
});

describe('the picker of ramps', () => {
	it('shows currencies, status and external ID, and reads page by page', async () => {
		const { state } = sandbox;
		const ids = Array.from({ length: 101 }, (_, index) => `ramp-${index}`);
		for (const id of ids) {
			state.killb.ramps.set(id, {
				id,
				status: 'COMPLETED',
				userId: SEEDED_USER_ID,
				externalId: `order ${id}`,
				fromAmount: 400000,
				fromCurrency: 'COP',
				toAmount: 98.5,
				toCurrency: 'USDC',
				createdAt: '2026-04-23T00:38:08.439Z',
				updatedAt: '2026-04-23T00:38:08.439Z',
			});
		}
		const load = { type: 'killB', method: 'searchRamps', credentials: sandbox.credentials() };
		const first = await loadList(load);
		expect(first.results.map(({ value }) => value)).toEqual(ids.slice(0, 100));
		expect(first.results[0]?.name).toBe(
			'400000 COP → 98.5 USDC · COMPLETED · 2026-04-23 · order ramp-0',
		);
		const rest = await loadList({ ...load, paginationToken: String(first.paginationToken) });
		expect(rest).toEqual({ results: [expect.objectContaining({ value: 'ramp-100' })] });
		const found = await loadList({ ...load, filter: 'order RAMP-100' });
		expect(found.results.map(({ value }) => value)).toEqual(['ramp-100']);
	});
});

describe('the picker of accounts in a ramp', () => {
	it('offers those of the chosen user', async () => {
		const list = await offered('searchAccounts', { userId: byId(SEEDED_USER_ID) });
		expect(list.length).toBeGreaterThanOrEqual(2);
		expect(sandbox.ownRequests()[0]).toContain(`userId=${SEEDED_USER_ID}`);
	});
});
