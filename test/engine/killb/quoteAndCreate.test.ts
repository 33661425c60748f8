import { errorIn, messageIn } from '../../support/engine';
import type { INodeParameters } from 'n8n-workflow';
import { SEEDED_WALLET_ID } from '../../../sandbox';
import type { Quotation } from '../../../sandbox/killb/quotationData';
import {
	byCode,
	QUOTATION_BODY,
	QUOTATION_FORM,
	RECEIVER_BODY,
	RECEIVER_FORM,
} from '../../support/killb/exchange';
import { byId, KillBSandbox } from '../../support/killb/killBSandbox';

const sandbox = KillBSandbox.forEachTest();
const FORM: INodeParameters = { ...QUOTATION_FORM, ...RECEIVER_FORM };
/** 98.5 USDC arrive; the sandbox sets the sent amount. */
const RECEIVED: INodeParameters = { ...FORM, amountIs: 'received', amount: '98.5' };

const run = async (change: INodeParameters = {}, rest: Parameters<typeof sandbox.run>[2] = {}) =>
	await sandbox.run('ramp.quoteAndCreate', { ...FORM, ...change }, rest);

const rampsRequested = () => sandbox.bodies('POST', /\/ramps$/);
const quotationsRequested = () => sandbox.bodies('POST', /\/quotations$/);
const quotation = (index = 0) => [...sandbox.state.killb.quotations.values()][index];

/** Methods and paths without IDs, in order. */
const steps = () => sandbox.ownRequests().map((request) => request.replace(/\?.*(?= )/, ''));

describe('Ramp: Quote and Create', () => {
	it('looks up the external ID, requests a quotation, and uses it immediately', async () => {
		const { items, error } = await run({ minimumReceived: '90', maximumSent: '400000' });
		expect([error?.message, error?.description]).toEqual([undefined, undefined]);
		expect(steps()).toEqual(['GET /ramps 200', 'POST /quotations 201', 'POST /ramps 201']);
		const { quotation: used, idempotency, ...ramp } = items[0]?.json ?? {};
		const externalId = String(ramp.externalId);
		expect(sandbox.ownRequests()[0]).toBe(
			`GET /ramps?externalId=${externalId}&page=1&limit=10 200`,
		);
		expect(quotationsRequested()).toEqual([QUOTATION_BODY]);
		expect(rampsRequested()).toEqual([
			{ ...RECEIVER_BODY, quotationId: quotation()?.id, externalId },
		]);
		expect(ramp).toEqual(sandbox.state.killb.ramps.get(String(ramp.id)));
		expect(idempotency).toEqual({ key: externalId, mode: 'automatic', alreadyCreated: false });
		const answers = sandbox.arrived().filter(({ path }) => path.endsWith('/quotations'));
		expect(used).toEqual(JSON.parse(String(answers[0]?.answer)));
	});

	it('sends all inputs of a quotation and a ramp, both with additional JSON', async () => {
		const { error } = await run({
			...RECEIVED,
			isFastPay: true,
			receiver: 'several',
			accounts: { rows: [{ id: byId(SEEDED_WALLET_ID), amount: '98.5' }] },
			additionalFields: {
				transfiyaAccount: '+573001234567',
				quotationFieldsJson: '{"amount": 1}',
				additionalFieldsJson: '{"userId": "another"}',
			},
			externalIdMode: 'own',
			externalId: 'order-1',
		});
		expect([error?.message, error?.description]).toEqual([undefined, undefined]);
		expect(quotationsRequested()).toEqual([
			{ ...QUOTATION_BODY, amount: 98.5, amountIsToCurrency: true, isFastPay: true },
		]);
		expect(rampsRequested()).toEqual([
			{
				userId: RECEIVER_BODY.userId,
				quotationId: quotation()?.id,
				externalId: 'order-1',
				accounts: [{ id: SEEDED_WALLET_ID, amount: 98.5 }],
				details: { cashIn: { transfiyaAccount: '+573001234567' } },
			},
		]);
	});

	it('does it for each item with its own fields, and continues after a rejected one', async () => {
		const { items, error } = await run(
			{
				amountIs: '={{ $json.is }}',
				amount: '={{ $json.amount }}',
				minimumReceived: '={{ $json.least }}',
				externalIdMode: 'own',
				externalId: '={{ $json.order }}',
			},
			{
				items: [
					{ order: 'a', is: 'received', amount: 50, least: 50 },
					{ order: 'b', is: 'received', amount: 50, least: '50.000001' },
					{ order: 'c', is: 'sent', amount: 'x', least: 1 },
					{ order: 'd', is: 'sent', amount: '400000.5', least: 1 },
				],
				node: { onError: 'continueRegularOutput' },
			},
		);
		expect(error).toBeUndefined();
		expect(
			items.map(({ json, pairedItem }) => [json.externalId, messageIn(json), pairedItem]),
		).toEqual([
			['a', undefined, { item: 0 }],
			[undefined, expect.stringContaining('0.000001 less than the Minimum'), { item: 1 }],
			[
				undefined,
				expect.stringMatching(/^Amount must be a number with a decimal point/),
				{ item: 2 },
			],
			['d', undefined, { item: 3 }],
		]);
		expect(errorIn(items[1]?.json)).toMatchObject({
			code: 'QUOTATION_OVER_LIMIT',
			missedBy: { minimumReceived: '0.000001' },
			quotation: { id: quotation(1)?.id, toAmount: 50 },
			description: expect.stringMatching(/^No ramp was created, and nothing was/) as string,
		});
		expect(sandbox.state.killb.ramps.size).toBe(2);
	});

	describe('with a limit', () => {
		it('creates nothing below the minimum to arrive, and says by how much', async () => {
			const { error, items } = await run({ ...RECEIVED, minimumReceived: '98.8' });
			expect(items).toEqual([]);
			expect(error?.message).toBe(
				'KillB’s quotation was rejected: 98.5 USDC would be received, 0.3 less than the Minimum Received of 98.8',
			);
			expect(error?.description).toContain(`Quotation ${quotation()?.id}: `);
			expect(steps()).toEqual(['GET /ramps 200', 'POST /quotations 201']);
			expect(sandbox.state.killb.ramps.size).toBe(0);
		});

		it('creates nothing above the maximum to send', async () => {
			const { error } = await run({ maximumSent: '399999.99' });
			expect(error?.message).toMatch(
				/400000 COP would be sent, 0\.01 more than the Maximum Sent of 399999\.99$/,
			);
			expect(steps()).toEqual(['GET /ramps 200', 'POST /quotations 201']);
		});

		it('accepts an amount that is exactly the limit', async () => {
			const { error } = await run({ ...RECEIVED, minimumReceived: '98.50' });
			expect(error).toBeUndefined();
			expect(sandbox.state.killb.ramps.size).toBe(1);
		});

		it('retries with a new quotation under Retry On Fail', async () => {
			const { error } = await run(
				{ ...RECEIVED, minimumReceived: '99' },
				{ node: { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 } },
			);
			expect(error?.message).toMatch(/0\.5 less than the Minimum Received of 99$/);
			expect(quotationsRequested()).toHaveLength(3);
			expect(rampsRequested()).toEqual([]);
		});
	});

	/** Makes KillB store or show other quotations than it creates. */
	function alterQuotations(change: (made: Quotation) => { shown?: object; kept?: object }) {
		const { quotations } = sandbox.state.killb;
		const keep = quotations.set.bind(quotations);
		quotations.set = (id, made) => {
			const { shown, kept } = change(made);
			keep(id, { ...made, ...kept });
			Object.assign(made, shown);
			return quotations;
		};
	}
	const runOut = () =>
		alterQuotations(({ expiresAtMs }) => ({ shown: { expiresAtMs: expiresAtMs - 40_000 } }));

	describe('with an expired quotation', () => {
		it.each(['ms', 's'] as const)('creates nothing, with expiresAt in %s', async (unit) => {
			sandbox.state.update('killb', { expiresAtUnit: unit });
			runOut();
			const { error, items } = await run();
			expect(items).toEqual([]);
			expect(error?.message).toMatch(/^KillB’s quotation had already expired, at 20\d\d-/);
			expect(error?.description).toMatch(/^No ramp was created, and nothing was exchanged\./);
			expect(rampsRequested()).toEqual([]);
		});

		it.each(['ms', 's'] as const)('creates the ramp with a valid one, in %s', async (unit) => {
			sandbox.state.update('killb', { expiresAtUnit: unit });
			const { error } = await run();
			expect(error).toBeUndefined();
		});

		it.each([-86_400, 86_400])(
			'follows KillB’s clock, which may be %d seconds off',
			async (offsetSeconds) => {
				sandbox.state.update('clock', { offsetSeconds });
				const good = await run();
				expect(good.error).toBeUndefined();
				runOut();
				const late = await run();
				expect(late.error?.message).toMatch(/^KillB’s quotation had already expired/);
			},
		);
	});

	it('explains KillB’s rejection of the quotation, before there is a ramp', async () => {
		const { error } = await run({ toCurrency: byCode('EUR') });
		expect(error?.message).toMatch(/COP \(PSE\) to EUR \(POLYGON\) is not available/);
		expect(rampsRequested()).toEqual([]);
	});

	it('explains KillB’s rejection of the ramp', async () => {
		const account = await run({ accountId: byId('no-such-account') });
		expect(account.error?.message).toBe('KillB rejected the account for this ramp');
		alterQuotations(() => ({ kept: { expiresAtMs: 0 } }));
		const late = await run();
		expect(late.error?.message).toBe('The quotation has expired');
		expect(late.error?.description).toMatch(
			/^Create a new quotation and use it immediately\. Nothing/,
		);
	});

	it.each<[INodeParameters, RegExp]>([
		[{ minimumReceived: 'a lot' }, /^Minimum Received must be a number with a decimal point/],
		[{ minimumReceived: '={{ 0.1 + 0.2 }}' }, /^Minimum Received is 0\.30000000000000004/],
		[{ maximumSent: '-1' }, /^Maximum Sent must be greater than zero/],
		[{ maximumSent: '0' }, /^Maximum Sent must be greater than zero/],
		[{ fromCurrency: byCode('EUR') }, /^From Currency must be one of/],
		[
			{ userId: byId('={{ $json.none }}') },
			/^User is empty: its expression \{\{ \$json\.none \}\} returned nothing$/,
		],
		[
			{ accountId: byId('={{ $json.none }}') },
			/^Account is empty: its expression \{\{ \$json\.none \}\} returned nothing$/,
		],
		[
			{ additionalFields: { quotationFieldsJson: '={{ "[]" }}' } },
			/^Additional Fields › Quotation Fields \(JSON\) must be/,
		],
		[
			{ externalIdMode: 'own', externalId: '={{ $json.none }}' },
			/^External ID is empty: its expression \{\{ \$json\.none \}\} returned nothing$/,
		],
	])('rejects %j before anything is sent', async (change, message) => {
		const { error } = await run(change);
		expect(error?.message).toMatch(message);
		expect(sandbox.requests()).toEqual([]);
	});
});
