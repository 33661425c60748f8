import { messageIn } from '../../support/engine';
import type { IDataObject } from 'n8n-workflow';
import { SEEDED_USER_ID, SEEDED_WALLET_ID } from '../../../sandbox';
import { byId, KillBSandbox } from '../../support/killb/killBSandbox';

const sandbox = KillBSandbox.forEachTest();

/** A ramp as a workflow creates it: a quotation, then the ramp. */
async function newRamp(): Promise<string> {
	const quote = { fromCurrency: 'COP', cashInMethod: 'PSE' };
	const quotation = await post('/quotations', {
		...quote,
		toCurrency: 'USDC',
		cashOutMethod: 'POLYGON',
		amount: 400_000,
		amountIsToCurrency: false,
		isFastPay: false,
	});
	const ramp = await post('/ramps', {
		quotationId: quotation.id,
		userId: SEEDED_USER_ID,
		accountId: SEEDED_WALLET_ID,
	});
	return String(ramp.id);
}

async function post(path: string, body: IDataObject): Promise<IDataObject> {
	const { items, error } = await sandbox.run('apiRequest.send', {
		method: 'POST',
		path: `/api/v2${path}`,
		body: JSON.stringify(body),
	});
	if (error) throw error;
	return items[0]?.json ?? {};
}

async function statusOf(rampId: string): Promise<unknown> {
	const path = `/api/v2/ramps/${rampId}`;
	const { items } = await sandbox.run('apiRequest.send', { method: 'GET', path });
	return items[0]?.json.status;
}

describe('Sandbox: Simulate Cash-In and Simulate Cash-Out', () => {
	it('move a ramp to its end', async () => {
		const id = await newRamp();
		const paid = await sandbox.run('sandbox.simulateCashIn', { rampId: byId(id) });
		expect(paid.items).toEqual([
			{ json: { simulated: 'cash-in', rampId: id }, pairedItem: { item: 0 } },
		]);
		expect(await statusOf(id)).toMatch(/^CASH_OUT_/);
		const { items } = await sandbox.run('sandbox.simulateCashOut', { rampId: byId(id) });
		expect(items[0]?.json).toEqual({ simulated: 'cash-out', rampId: id });
		expect(await statusOf(id)).toBe('COMPLETED');
		expect(sandbox.bodies('POST', /\/faker\//)).toEqual([{ rampId: id }, { rampId: id }]);
	});

	it.each([
		['sandbox.simulateCashIn', { environment: 'production' }],
		['sandbox.simulateCashOut', { environment: 'production' }],
		['sandbox.simulateCashIn', { environment: 'custom', baseUrl: 'https://KILLB.app/api/v2/' }],
	] as const)('%s sends nothing to production: %j', async (operation, credential) => {
		const { error } = await sandbox.run(
			operation,
			{ rampId: byId('any') },
			{ credentials: sandbox.credentials(credential) },
		);
		expect(error?.message).toMatch(/^Environment of the KillB credential is Production/);
		expect(error?.description).toMatch(/Nothing was sent/);
		expect(sandbox.requests()).toEqual([]);
	});

	it('say why a ramp cannot be paid, item by item', async () => {
		const id = await newRamp();
		const { items } = await sandbox.run(
			'sandbox.simulateCashIn',
			{ rampId: byId('={{ $json.id }}') },
			{
				items: [{ id }, { id }, { id: 'none' }, { id: '' }],
				node: { onError: 'continueRegularOutput' },
			},
		);
		expect(items.map(({ json, pairedItem }) => [json.simulated, pairedItem])).toEqual([
			['cash-in', { item: 0 }],
			[undefined, { item: 1 }],
			[undefined, { item: 2 }],
			[undefined, { item: 3 }],
		]);
		expect(messageIn(items[1]?.json)).toBe('The ramp was paid for already');
		expect(messageIn(items[3]?.json)).toBe(
			'Ramp is empty: its expression {{ $json.id }} returned nothing',
		);
	});
});
