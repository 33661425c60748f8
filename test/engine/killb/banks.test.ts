import type { INodeParameters } from 'n8n-workflow';
import { loadList, WireServer, messageIn } from '../../support/engine';
import { KillBSandbox } from '../../support/killb/killBSandbox';

const sandbox = KillBSandbox.forEachTest();

describe('Bank: Get Many', () => {
	it('returns the banks of each item’s country, linked to it', async () => {
		const { items } = await sandbox.run(
			'bank.getAll',
			{ countryCode: '={{ $json.country }}', returnAll: false, limit: 2 },
			{ items: [{ country: 'PE' }, { country: 'PY' }, { country: 'XX' }] },
		);
		expect(items.map(({ json, pairedItem }) => [json.code, json.countryCode, pairedItem])).toEqual([
			['002', 'PE', { item: 0 }],
			['003', 'PE', { item: 0 }],
			['001', 'PY', { item: 1 }],
			['020', 'PY', { item: 1 }],
		]);
		expect(items[0]?.json).toMatchObject({
			companyName: 'Banco de Crédito del Perú',
			accountTypes: ['CCI'],
		});
		expect(sandbox.ownRequests()).toEqual([
			'GET /banks?countryCode=PE 200',
			'GET /banks?countryCode=PY 200',
			'GET /banks?countryCode=XX 200',
		]);
	});

	it('returns all of them', async () => {
		const { items } = await sandbox.run('bank.getAll', { countryCode: 'CO', returnAll: true });
		expect(items.length).toBeGreaterThan(15);
	});

	it('sends nothing without a country, and continues under Continue On Fail', async () => {
		const { items } = await sandbox.run(
			'bank.getAll',
			{ countryCode: '={{ $json.country }}', returnAll: true },
			{ items: [{ country: '' }, { country: 'PY' }], node: { onError: 'continueRegularOutput' } },
		);
		expect(items.map(({ json, pairedItem }) => [messageIn(json) ?? json.code, pairedItem])).toEqual(
			[
				['Country is empty: its expression {{ $json.country }} returned nothing', { item: 0 }],
				['001', { item: 1 }],
				['020', { item: 1 }],
			],
		);
		expect(sandbox.ownRequests()).toHaveLength(1);
	});

	it.each<[string, unknown, string[]]>([
		['one bank, as the specification types it', { code: '0001', tradeName: 'A' }, ['0001']],
		['a list inside an object', { banks: [{ code: '1' }, { code: '2' }] }, ['1', '2']],
		['nothing', [], []],
	])('reads %s', async (_, body, expected) => {
		const server = await WireServer.start(({ target }) =>
			target.endsWith('/auth/login')
				? { status: 201, body: { accessToken: 'a', expiresIn: 3600000, refreshToken: 'r' } }
				: { body },
		);
		try {
			const credentials = sandbox.credentials({ baseUrl: server.url });
			const parameters = { countryCode: 'MX', returnAll: true };
			const { items } = await sandbox.run('bank.getAll', parameters, { credentials });
			expect(items.map(({ json }) => json.code)).toEqual(expected);
		} finally {
			await server.close();
		}
	});
});

describe('the bank picker', () => {
	const load = async (parameters: INodeParameters, filter?: string) =>
		await loadList({
			type: 'killB',
			method: 'searchBanks',
			credentials: sandbox.credentials(),
			parameters: { resource: 'account', ...parameters },
			...(filter === undefined ? {} : { filter }),
		});

	it.each<[string, INodeParameters, string]>([
		['the country of the form', { accountType: 'PSE', countryCodeCo: 'PE' }, 'PE'],
		['the form’s default country', { accountType: 'SINPE' }, 'CR'],
		[
			'the country of the rail in a change',
			{ operation: 'update', accountType: 'SPI_PY', accountId: 'a' },
			'PY',
		],
		['the country of a payout', { resource: 'payout', beneficiaryType: 'BANK' }, 'CO'],
	])('shows the banks of %s', async (_, parameters, country) => {
		const { results } = await load(parameters);
		expect(results.length).toBeGreaterThan(1);
		expect(sandbox.ownRequests()).toEqual([`GET /banks?countryCode=${country} 200`]);
	});

	it('shows a bank by its name and code, and finds it by either', async () => {
		const parameters = { accountType: 'PSE', countryCodeCo: 'CO' };
		const bancolombia = { name: 'Bancolombia (007)', value: '007' };
		expect((await load(parameters)).results).toContainEqual(bancolombia);
		expect((await load(parameters, 'COLOMBIA (007')).results).toEqual([bancolombia]);
		expect((await load(parameters, '(007)')).results).toEqual([bancolombia]);
		expect((await load(parameters, 'no such bank')).results).toEqual([]);
	});

	it.each<[INodeParameters]>([
		[{ accountType: 'PSE', countryCodeCo: '' }],
		[{ accountType: 'PSE', countryCodeCo: '={{ $json.country }}' }],
		[{ accountType: 'SWIFT' }],
		[{ accountType: 'WALLET' }],
		[{}],
	])('says to fill in the country first, and sends nothing: %j', async (parameters) => {
		const loading = load(parameters);
		await expect(loading).rejects.toThrow(
			'Fill in Account Country first, because banks are listed by country. If it comes from an expression, choose By Code to enter the bank directly.',
		);
		expect(sandbox.requests()).toEqual([]);
	});
});
