import type { INodeParameters } from 'n8n-workflow';
import { SEEDED_ACCOUNT_ID, SEEDED_WALLET_ID } from '../../../sandbox';
import { STORED, errorIn, messageIn } from '../../support/engine';
import { QUOTATION_BODY, RECEIVER_BODY, RECEIVER_FORM } from '../../support/killb/exchange';
import { byId, KillBSandbox, SEEDED_USER_ID } from '../../support/killb/killBSandbox';
import { newQuotation } from './newQuotation';

const sandbox = KillBSandbox.forEachTest();

/** A quotation at the sandbox, as another node would have requested it. */
const quoted = async (change: object = {}) =>
	await newQuotation(sandbox, { ...QUOTATION_BODY, ...change });

const sent = () => sandbox.bodies('POST', /\/ramps$/);

async function created(change: INodeParameters = {}) {
	const { id } = await quoted();
	const { items, error } = await sandbox.run('ramp.create', {
		quotationId: id,
		...RECEIVER_FORM,
		...change,
	});
	expect([error?.message, error?.description]).toEqual([undefined, undefined]);
	return { json: items[0]?.json, quotationId: id };
}

describe('Ramp: Create', () => {
	it('sends the quotation, the user and the account, and returns the ramp unchanged', async () => {
		const { json, quotationId } = await created();
		const { idempotency, ...ramp } = json ?? {};
		expect(ramp).toEqual(sandbox.state.killb.ramps.get(String(ramp.id)));
		const externalId = ramp.externalId;
		expect(sent()).toEqual([{ quotationId, ...RECEIVER_BODY, externalId }]);
		expect(idempotency).toEqual({ key: externalId, mode: 'automatic' });
	});

	it('divides the money between several accounts, in exact amounts', async () => {
		const { id, toAmount } = await quoted({ amount: 98.5, amountIsToCurrency: true });
		expect(toAmount).toBe(98.5);
		const { items, error } = await sandbox.run('ramp.create', {
			quotationId: id,
			...RECEIVER_FORM,
			receiver: 'several',
			accounts: {
				rows: [
					{ id: byId(SEEDED_WALLET_ID), amount: '98.2' },
					{ id: byId(SEEDED_WALLET_ID), amount: '={{ 0.3 }}' },
				],
			},
		});
		expect(error).toBeUndefined();
		const accounts = [
			{ id: SEEDED_WALLET_ID, amount: 98.2 },
			{ id: SEEDED_WALLET_ID, amount: 0.3 },
		];
		expect(sent()).toEqual([
			expect.objectContaining({ quotationId: id, userId: SEEDED_USER_ID, accounts }),
		]);
		expect(sent()[0]).not.toHaveProperty('accountId');
		expect(items[0]?.json.accounts).toEqual(accounts);
	});

	it('accepts any number of accounts as JSON, from an expression', async () => {
		const { id } = await quoted({ amount: 50, amountIsToCurrency: true });
		const accounts = [{ id: SEEDED_WALLET_ID, amount: 50 }];
		const { error } = await sandbox.run(
			'ramp.create',
			{
				quotationId: id,
				...RECEIVER_FORM,
				receiver: 'none',
				additionalFields: { additionalFieldsJson: '={{ { accounts: $json.accounts } }}' },
			},
			{ items: [{ accounts }] },
		);
		expect(error).toBeUndefined();
		expect(sent()).toEqual([expect.objectContaining({ accounts })]);
	});

	it('sends no account if none was chosen, whatever is left in the form', async () => {
		const { id } = await quoted();
		const form = { quotationId: id, ...RECEIVER_FORM, receiver: 'none' };
		const { error } = await sandbox.run('ramp.create', form);
		expect(sent()).toEqual([
			{ quotationId: id, userId: SEEDED_USER_ID, externalId: expect.any(String) as string },
		]);
		expect(error?.message).toMatch(/^KillB rejected /);
	});

	it('sends refund instructions for a bank account, a Transfiya account, and JSON overridden by the form', async () => {
		const { id } = await quoted({ fromCurrency: 'MXN', cashInMethod: 'SPEI', amount: 1000 });
		const { error } = await sandbox.run('ramp.create', {
			quotationId: id,
			...RECEIVER_FORM,
			additionalFields: {
				refundInstructions: {
					values: { refundTo: 'SPEI', clabe: '032180000118359719', beneficiary: 'Bruce Wayne' },
				},
				transfiyaAccount: '+573001234567',
				additionalFieldsJson:
					'{"quotationId": "another", "externalId": "another", "details": {"cashIn": {"transfiyaAccount": "x"}}}',
			},
		});
		expect([error?.message, error?.description]).toEqual([undefined, undefined]);
		expect(sent()).toEqual([
			{
				quotationId: id,
				...RECEIVER_BODY,
				externalId: expect.stringMatching(/^auto\./) as string,
				refundInstructions: { clabe: '032180000118359719', beneficiary: 'Bruce Wayne' },
				details: { cashIn: { transfiyaAccount: '+573001234567' } },
			},
		]);
	});

	it('sends refund instructions for a wallet, without leftovers of a bank account', async () => {
		const { id } = await quoted({
			fromCurrency: 'USDC',
			cashInMethod: 'POLYGON',
			amount: 50,
			toCurrency: 'COP',
			cashOutMethod: 'PSE',
		});
		const address = '0x1234567890abcdef1234567890abcdef12345678';
		const wallet = { network: 'POLYGON', address, asset: 'USDC' };
		const { error } = await sandbox.run('ramp.create', {
			quotationId: id,
			...RECEIVER_FORM,
			accountId: byId(SEEDED_ACCOUNT_ID),
			additionalFields: {
				refundInstructions: { values: { refundTo: 'WALLET', ...wallet, clabe: 'left over' } },
			},
		});
		expect([error?.message, error?.description]).toEqual([undefined, undefined]);
		expect(sent()).toEqual([expect.objectContaining({ refundInstructions: wallet })]);
	});

	it('creates a ramp per item, and continues after one that KillB rejects', async () => {
		const quotations = [await quoted(), { id: 'expired-long-ago' }, await quoted()];
		const { items, error } = await sandbox.run(
			'ramp.create',
			{
				...RECEIVER_FORM,
				quotationId: '={{ $json.id }}',
				externalIdMode: 'own',
				externalId: '={{ $json.order }}',
			},
			{
				items: quotations.map(({ id }, index) => ({ id, order: `order-${index}` })),
				node: { onError: 'continueRegularOutput' },
			},
		);
		expect(error).toBeUndefined();
		expect(
			items.map(({ json, pairedItem }) => [json.externalId, messageIn(json), pairedItem]),
		).toEqual([
			['order-0', undefined, { item: 0 }],
			[undefined, 'The quotation has expired', { item: 1 }],
			['order-2', undefined, { item: 2 }],
		]);
		expect(errorIn(items[1]?.json)).toMatchObject({
			errorCode: 'RAMP.0001',
			description: expect.stringMatching(
				/^Create a new quotation and use it immediately/,
			) as string,
		});
		expect(items[0]?.json.idempotency).toEqual({ key: 'order-0', mode: 'own' });
	});

	it('returns the same ramp when n8n restarts the execution after a crash', async () => {
		const { id } = await quoted();
		const form = { quotationId: id, ...RECEIVER_FORM };
		const first = await sandbox.run('ramp.create', form, STORED);
		const again = await sandbox.run('ramp.create', form, STORED);
		expect(again.items[0]?.json).toEqual(first.items[0]?.json);
		expect(sent()).toHaveLength(2);
		expect(sandbox.state.killb.ramps.size).toBe(1);
	});

	it.each<[INodeParameters, RegExp]>([
		[
			{ quotationId: '={{ $json.none }}' },
			/^Quotation ID is empty: its expression \{\{ \$json\.none \}\} returned nothing$/,
		],
		[
			{ userId: byId('={{ $json.none }}') },
			/^User is empty: its expression \{\{ \$json\.none \}\} returned nothing$/,
		],
		[
			{ accountId: byId('={{ $json.none }}') },
			/^Account is empty: its expression \{\{ \$json\.none \}\} returned nothing$/,
		],
		[{ receiver: '={{ "all" }}' }, /^Paid Out To must be one of none, one, several/],
		[{ receiver: 'several' }, /^Accounts is empty$/],
		[
			{ receiver: 'several', accounts: { rows: [{ id: byId('a'), amount: '={{ 0.1 + 0.2 }}' }] } },
			/^Accounts, row 1 › Amount is 0\.30000000000000004, which may have a rounding error/,
		],
		[
			{
				receiver: 'several',
				accounts: {
					rows: [
						{ id: byId('a'), amount: '1' },
						{ id: byId('={{ $json.none }}'), amount: '1' },
					],
				},
			},
			/^Accounts, row 2 › Account is empty: its expression \{\{ \$json\.none \}\} returned nothing$/,
		],
		[
			{
				additionalFields: {
					refundInstructions: { values: { refundTo: 'SPEI', clabe: '123', beneficiary: 'B' } },
				},
			},
			/^Additional Fields › Refund Instructions › CLABE must be 18 digits, got "123"$/,
		],
		[
			{
				additionalFields: { refundInstructions: { values: { refundTo: 'WALLET', asset: 'USDC' } } },
			},
			/^Additional Fields › Refund Instructions is incomplete: Network, Address are missing/,
		],
		[
			{ additionalFields: { additionalFieldsJson: '={{ "[1]" }}' } },
			/^Additional Fields › Additional Fields \(JSON\) must be a JSON object/,
		],
		[
			{ externalIdMode: 'own', externalId: '={{ $json.none }}' },
			/^External ID is empty: its expression \{\{ \$json\.none \}\} returned nothing$/,
		],
	])('rejects %j before anything is sent', async (change, message) => {
		const { error } = await sandbox.run('ramp.create', {
			quotationId: 'q',
			...RECEIVER_FORM,
			...change,
		});
		expect(error?.message).toMatch(message);
		expect(sandbox.requests()).toEqual([]);
	});

	it('says what to do about an unsuitable account, and an unverified user', async () => {
		const { id } = await quoted();
		const account = await sandbox.run('ramp.create', {
			quotationId: id,
			...RECEIVER_FORM,
			accountId: byId(SEEDED_ACCOUNT_ID),
		});
		expect(account.error?.message).toBe('KillB rejected the account for this ramp');
		expect(account.error?.description).toMatch(/supports the cash-out method[^]*Code: RAMP\.0004/);
		Object.assign(sandbox.state.killb.users.get(SEEDED_USER_ID) ?? {}, { status: 'PENDING' });
		const user = await sandbox.run('ramp.create', { quotationId: id, ...RECEIVER_FORM });
		expect(user.error?.message).toMatch(/PENDING/);
		expect(sandbox.state.killb.ramps.size).toBe(0);
	});
});

describe('Ramp: Update', () => {
	it('changes the accounts of each item’s own ramp, by the form or by JSON', async () => {
		const ramps = [(await created()).json, (await created()).json];
		const toAmount = Number(ramps[0]?.toAmount);
		const items = ramps.map((ramp) => ({ id: ramp?.id, amount: String(toAmount) }));
		const accounts = [{ id: SEEDED_WALLET_ID, amount: toAmount }];
		const form = await sandbox.run(
			'ramp.update',
			{
				rampId: byId('={{ $json.id }}'),
				accounts: { rows: [{ id: byId(SEEDED_WALLET_ID), amount: '={{ $json.amount }}' }] },
			},
			{ items },
		);
		expect([form.error?.message, form.error?.description]).toEqual([undefined, undefined]);
		expect(form.items.map(({ json, pairedItem }) => [json.id, json.accounts, pairedItem])).toEqual(
			items.map(({ id }, item) => [id, accounts, { item }]),
		);
		const changesJson = JSON.stringify({ accounts });
		await sandbox.run('ramp.update', {
			rampId: byId(String(items[0]?.id)),
			additionalFields: { changesJson },
		});
		expect(sandbox.bodies('PATCH', /ramps/)).toEqual([{ accounts }, { accounts }, { accounts }]);
	});

	it('rejects an empty change', async () => {
		const { error } = await sandbox.run('ramp.update', { rampId: byId('r') });
		expect(error?.message).toMatch(/^Accounts are empty, so nothing would change/);
		expect(sandbox.requests()).toEqual([]);
	});
});
