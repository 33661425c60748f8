import type { INodeParameters } from 'n8n-workflow';
import { callTool, errorIn, messageIn } from '../../support/engine';
import { byCode, fromList, QUOTATION_BODY, QUOTATION_FORM } from '../../support/killb/exchange';
import { KillBSandbox } from '../../support/killb/killBSandbox';

const sandbox = KillBSandbox.forEachTest();
const ASKING = ['quotation.create', 'quotation.simulate'] as const;
const PATHS = {
	'quotation.create': '/api/v2/quotations',
	'quotation.simulate': '/api/v2/quotations/simulation',
};

async function quotationId(): Promise<string> {
	const { items } = await sandbox.run('quotation.create', QUOTATION_FORM);
	return String(items[0]?.json.id);
}

/** The last response of the sandbox. */
function lastAnswer(): unknown {
	return JSON.parse(String(sandbox.arrived().at(-1)?.answer));
}

describe.each(ASKING)('%s', (operation) => {
	const sent = () => sandbox.bodies('POST', PATHS[operation]);

	it('sends the form as KillB expects it, and returns the response unchanged', async () => {
		const { items, error } = await sandbox.run(operation, QUOTATION_FORM);
		expect([error?.message, error?.description]).toEqual([undefined, undefined]);
		expect(sent()).toEqual([QUOTATION_BODY]);
		expect(items[0]?.json).toEqual(lastAnswer());
		expect(sandbox.ownRequests()).toEqual([`POST ${PATHS[operation].replace('/api/v2', '')} 201`]);
	});

	it('requests a received amount, and Fast Pay, if chosen', async () => {
		const { items } = await sandbox.run(operation, {
			...QUOTATION_FORM,
			amountIs: 'received',
			amount: '98.5',
			isFastPay: true,
		});
		expect(sent()).toEqual([
			{ ...QUOTATION_BODY, amount: 98.5, amountIsToCurrency: true, isFastPay: true },
		]);
		expect(items[0]?.json.toAmount).toBe(98.5);
	});

	it('accepts further members as JSON, overridden by form fields', async () => {
		await sandbox.run(operation, {
			...QUOTATION_FORM,
			additionalFields: {
				additionalFieldsJson: '{"amount": 1, "amountIsToCurrency": true, "purpose": "RENT"}',
			},
		});
		expect(sent()).toEqual([{ ...QUOTATION_BODY, purpose: 'RENT' }]);
	});

	it('sends each item with its own fields, linked to it', async () => {
		const rails: Record<string, [string, string, string]> = {
			MXN: ['SPEI', 'USDC', 'POLYGON'],
			USDC: ['POLYGON', 'COP', 'PSE'],
			COP: ['TRANSFIYA', 'USDC', 'POLYGON'],
		};
		const { items } = await sandbox.run(
			operation,
			{
				fromCurrency: byCode('={{ $json.from }}'),
				toCurrency: byCode('={{ $json.to }}'),
				cashInMethod: byCode('={{ $json.in }}'),
				cashOutMethod: byCode('={{ $json.out }}'),
				amountIs: '={{ $json.is }}',
				amount: '={{ $json.amount }}',
				isFastPay: '={{ $json.fast }}',
			},
			{
				items: Object.entries(rails).map(([from, [cashIn, to, out]], index) => ({
					from,
					to,
					out,
					in: cashIn,
					is: 'sent',
					fast: index === 1,
					amount: ['250.75', 98.5, 400000][index],
				})),
			},
		);
		expect(items.map(({ json, pairedItem }) => [json.fromCurrency, pairedItem])).toEqual([
			['MXN', { item: 0 }],
			['USDC', { item: 1 }],
			['COP', { item: 2 }],
		]);
		const bodies = sent() as Array<typeof QUOTATION_BODY>;
		expect(bodies.map(({ amount, isFastPay }) => [amount, isFastPay])).toEqual([
			[250.75, false],
			[98.5, true],
			[400000, false],
		]);
	});

	it('accepts codes in any case, and as plain text', async () => {
		const { error } = await sandbox.run(operation, {
			...QUOTATION_FORM,
			fromCurrency: ' cop ',
			toCurrency: byCode('usdc'),
			cashInMethod: byCode('Pse'),
		});
		expect(error).toBeUndefined();
		expect(sent()).toEqual([QUOTATION_BODY]);
	});

	it('sends a code from the list even if it is undocumented', async () => {
		const { error } = await sandbox.run(operation, {
			...QUOTATION_FORM,
			cashOutMethod: fromList('NEW_RAIL'),
		});
		expect(error?.message).toMatch(/^KillB rejected Cash-Out Method: /);
		expect(sent()).toEqual([{ ...QUOTATION_BODY, cashOutMethod: 'NEW_RAIL' }]);
	});

	it.each<[INodeParameters, RegExp]>([
		[
			{ fromCurrency: byCode('={{ "" }}') },
			/^From Currency is empty: its expression \{\{ "" \}\} returned nothing$/,
		],
		[
			{ fromCurrency: fromList('={{ "" }}') },
			/^From Currency is empty: its expression \{\{ "" \}\} returned nothing$/,
		],
		[
			{ toCurrency: byCode('={{ $json.none }}') },
			/^To Currency is empty: its expression \{\{ \$json\.none \}\} returned nothing$/,
		],
		[{ fromCurrency: byCode('BRL') }, /^From Currency must be one of COP, MXN, .* got "BRL"/],
		[{ toCurrency: byCode('DOGE') }, /^To Currency must be one of .*, got "DOGE"\. Newer codes/],
		[{ cashInMethod: byCode('WIRE') }, /^Cash-In Method must be one of .* got "WIRE"/],
		[{ cashOutMethod: byCode('PRE_FUND') }, /^Cash-Out Method must be one of .* "PRE_FUND"/],
		[{ amountIs: '={{ "both" }}' }, /^Amount Is must be one of received, sent, got "both"$/],
		[{ amount: '={{ "" }}' }, /^Amount is empty: its expression \{\{ "" \}\} returned nothing$/],
		[
			{ amount: '={{ $json.none }}' },
			/^Amount is empty: its expression \{\{ \$json\.none \}\} returned nothing$/,
		],
		[{ amount: '1,250.75' }, /^Amount must be a number with a decimal point/],
		[{ amount: '1e3' }, /^Amount must be a number with a decimal point/],
		[{ amount: '0' }, /^Amount must be greater than zero/],
		[{ amount: '-5' }, /^Amount must be greater than zero/],
		[{ amount: '={{ 0.1 + 0.2 }}' }, /^Amount is 0\.30000000000000004, which may have a rounding/],
		[{ amount: '12345678901234567.89' }, /^Amount is .* has too many digits/],
		[{ isFastPay: '={{ "maybe" }}' }, /^Fast Pay must be true or false$/],
		[
			{ additionalFields: { additionalFieldsJson: '={{ "{oops" }}' } },
			/^Additional Fields › Additional Fields \(JSON\) is not valid JSON/,
		],
	])('rejects %j before anything is sent', async (change, message) => {
		const { error, items } = await sandbox.run(operation, { ...QUOTATION_FORM, ...change });
		expect(error?.message).toMatch(message);
		expect(items).toEqual([]);
		expect(sandbox.requests()).toEqual([]);
	});

	it('explains KillB’s rejection of a pair or an amount', async () => {
		const pair = await sandbox.run(operation, { ...QUOTATION_FORM, toCurrency: byCode('EUR') });
		expect(pair.error?.message).toMatch(/COP \(PSE\) to EUR \(POLYGON\) is not available/);
		const tooSmall = await sandbox.run(operation, { ...QUOTATION_FORM, amount: '1' });
		expect(tooSmall.error?.message).toMatch(/fromAmount must be at least 20000/);
	});

	it('continues after a failed item under Continue On Fail', async () => {
		const { items, error } = await sandbox.run(
			operation,
			{ ...QUOTATION_FORM, amount: '={{ $json.amount }}' },
			{
				items: [{ amount: 400000 }, { amount: 'x' }, { amount: 1 }, { amount: 500000 }],
				node: { onError: 'continueRegularOutput' },
			},
		);
		expect(error).toBeUndefined();
		expect(items.map(({ json, pairedItem }) => [typeof messageIn(json), pairedItem])).toEqual([
			['undefined', { item: 0 }],
			['string', { item: 1 }],
			['string', { item: 2 }],
			['undefined', { item: 3 }],
		]);
		expect(errorIn(items[2]?.json)).toMatchObject({ httpCode: '400' });
		expect(sent()).toHaveLength(3);
	});
});

describe('Quotation: Create', () => {
	it('leaves expiresAt unchanged, in either unit', async () => {
		for (const expiresAtUnit of ['ms', 's'] as const) {
			sandbox.state.update('killb', { expiresAtUnit });
			const { items } = await sandbox.run('quotation.create', QUOTATION_FORM);
			const { expiresAt } = lastAnswer() as { expiresAt: number };
			expect(items[0]?.json.expiresAt).toBe(expiresAt);
			expect(expiresAt > 1e11).toBe(expiresAtUnit === 'ms');
		}
	});

	it('works as a tool of an AI agent', async () => {
		const { response } = await callTool({
			type: 'killB',
			parameters: {
				resource: 'quotation',
				operation: 'create',
				...QUOTATION_FORM,
				fromCurrency: byCode("={{ $fromAI('From_Currency', '', 'string') }}"),
				amount: "={{ $fromAI('Amount', '', 'string') }}",
			},
			arguments: { From_Currency: 'COP', Amount: '400000' },
			credentials: sandbox.credentials(),
		});
		expect(response).toContain('"fromAmount":400000');
	});
});

describe('Quotation: Get and Update', () => {
	it('read and change each item’s own quotation', async () => {
		const ids = [await quotationId(), await quotationId()];
		const items = ids.map((id) => ({ id }));
		const got = await sandbox.run('quotation.get', { quotationId: '={{ $json.id }}' }, { items });
		expect(got.items.map(({ json }) => json)).toEqual([QUOTATION_BODY, QUOTATION_BODY]);
		const changed = await sandbox.run(
			'quotation.update',
			{ quotationId: '={{ $json.id }}', fromAmount: '300000.5', toAmount: '={{ 50.25 }}' },
			{ items },
		);
		expect(changed.items.map(({ json, pairedItem }) => [json.id, pairedItem])).toEqual([
			[ids[0], { item: 0 }],
			[ids[1], { item: 1 }],
		]);
		expect(sandbox.bodies('PATCH', /quotations/)).toEqual([
			{ fromAmount: 300000.5, toAmount: 50.25 },
			{ fromAmount: 300000.5, toAmount: 50.25 },
		]);
		expect(changed.items[0]?.json).toMatchObject({ fromAmount: 300000.5, toAmount: 50.25 });
	});

	it.each([
		[
			'fromAmount',
			'={{ "" }}',
			/^From Amount is empty: its expression \{\{ "" \}\} returned nothing$/,
		],
		['toAmount', '={{ 0.1 + 0.2 }}', /^To Amount is 0\.30000000000000004/],
		['quotationId', ' ', /^Quotation ID is empty$/],
		['quotationId', 'simulation', /^Quotation ID is "simulation", which is not an ID$/],
		['quotationId', 'Simul%61tion', /which is not an ID$/],
	])('reject %s = %j before anything is sent', async (name, value, message) => {
		const form = { quotationId: 'q', fromAmount: '1', toAmount: '1', [name]: value };
		const { error } = await sandbox.run('quotation.update', form);
		expect(error?.message).toMatch(message);
		expect(sandbox.requests()).toEqual([]);
	});

	it.each(['../ramps', '..', '%2e%2e', 'a/b', '?x=1', '#x', '%2F..', 'ä', '\u202e', ' '])(
		'never reach another endpoint with the ID %j',
		async (quotationId) => {
			for (const operation of ['quotation.get', 'quotation.update'] as const) {
				const { error } = await sandbox.run(
					operation,
					{ quotationId: '={{ $json.id }}', fromAmount: '1', toAmount: '1' },
					{ items: [{ id: quotationId }] },
				);
				expect(error).toBeDefined();
			}
			for (const request of sandbox.ownRequests()) {
				expect(request).toMatch(/^(GET|PATCH) \/quotations\/[^/?#]+ 404$/);
				expect(request).not.toMatch(/\.\.|%2e/i);
			}
		},
	);

	it('say that the quotation does not exist', async () => {
		const { error } = await sandbox.run('quotation.get', { quotationId: 'no-such' });
		expect(error?.message).toBe('Quotation not found');
		expect(error).toMatchObject({ httpCode: '404' });
	});
});
