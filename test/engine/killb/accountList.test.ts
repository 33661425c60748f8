import type { INodeParameters } from 'n8n-workflow';
import { SEEDED_ACCOUNT_ID, SEEDED_PREFUND_ID, SEEDED_WALLET_ID } from '../../../sandbox';
import { loadList } from '../../support/engine';
import { accountDataOf, COMPANY_HOLDER_DATA } from '../../support/killb/accountForms';
import { byId, KillBSandbox, SEEDED_USER_ID } from '../../support/killb/killBSandbox';

const sandbox = KillBSandbox.forEachTest();

const load = async (
	method: string,
	parameters: INodeParameters = {},
	filter?: string,
	paginationToken?: unknown,
) =>
	await loadList({
		type: 'killB',
		method,
		credentials: sandbox.credentials(),
		parameters: { resource: 'account', operation: 'get', ...parameters },
		...(filter === undefined ? {} : { filter }),
		...(typeof paginationToken === 'string' ? { paginationToken } : {}),
	});

const PSE_CHOICE = {
	name: 'PSE …3049 · Ana Sandoval · ACTIVE',
	value: SEEDED_ACCOUNT_ID,
};
const WALLET_CHOICE = {
	name: 'WALLET …3c4d · Ana Sandoval · USDC POLYGON · ACTIVE',
	value: SEEDED_WALLET_ID,
};

describe('the list of accounts', () => {
	it('shows all accounts, by type, last digits, holder, currency and status', async () => {
		const { id } = sandbox.state.killb.accounts.add('SPEI', {
			...accountDataOf('SPEI'),
			...COMPANY_HOLDER_DATA,
			firstName: undefined,
			lastName: undefined,
		});
		expect((await load('searchAccounts')).results).toEqual([
			PSE_CHOICE,
			WALLET_CHOICE,
			{ name: 'SPEI …0004 · Acme Corp · ACTIVE', value: id },
		]);
	});

	it('shows the accounts of the chosen user alone, if the form has one', async () => {
		const { id: userId } = sandbox.state.killb.addUser('PERSON', {});
		sandbox.state.killb.accounts.add('CCI', accountDataOf('CCI'), { userId });
		const chosen = { userId: { __rl: true, mode: 'list', value: SEEDED_USER_ID } };
		expect((await load('searchAccounts', chosen)).results).toEqual([PSE_CHOICE, WALLET_CHOICE]);
		expect(sandbox.ownRequests()).toEqual([
			expect.stringContaining(`/accounts?userId=${SEEDED_USER_ID}&`),
		]);
	});

	it.each<[string, INodeParameters]>([
		['an expression', { userId: byId('={{ $json.user }}') }],
		['nothing yet', { userId: byId('') }],
	])('shows all accounts if the user is %s', async (_, parameters) => {
		expect((await load('searchAccounts', parameters)).results).toHaveLength(2);
	});

	it('finds an account on a later page by a part of its number, regardless of case', async () => {
		for (let count = 0; count < 130; count++) {
			sandbox.state.killb.accounts.add('PSE', accountDataOf('PSE'));
		}
		const { id } = sandbox.state.killb.accounts.add('BREB', {
			...accountDataOf('BREB'),
			alias: 'LLAVE-77',
		});
		expect((await load('searchAccounts', {}, 'llave-7')).results.map(({ value }) => value)).toEqual(
			[id],
		);
		const { results, paginationToken } = await load('searchAccounts');
		const more = await load('searchAccounts', {}, undefined, paginationToken);
		expect(results.length + more.results.length).toBe(133);
		expect(more.paginationToken).toBeUndefined();
	});
});

describe('the list of pre-fund accounts', () => {
	it('shows the customer’s balances, by currency and amount', async () => {
		const { results } = await load('searchPreFundAccounts');
		expect(results).toContainEqual({
			name: 'COP 25000000',
			value: SEEDED_PREFUND_ID,
		});
		expect((await load('searchPreFundAccounts', {}, 'usdc')).results).toHaveLength(1);
	});
});
