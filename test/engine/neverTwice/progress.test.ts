import type { INodeParameters } from 'n8n-workflow';
import { SEEDED_ACCOUNT_ID, SEEDED_SAVINGS_ID } from '../../../sandbox';
import { byId, KernelHostSandbox } from '../../support/kernelhost/kernelHostSandbox';
import { KillBSandbox } from '../../support/killb/killBSandbox';

const sandbox = KernelHostSandbox.forThisFile();
const killB = KillBSandbox.forEachTest();

const ROWS = ['1', '2', '3', '4'].map((row) => ({ ref: `pay-${row}` }));
const CONTINUE = { onError: 'continueRegularOutput' as const };

const order = async (mode: INodeParameters, node = {}) => {
	sandbox.state.faults.add([{ service: 'kernelhost', path: '/v1/orders', status: 400, after: 2 }]);
	return await sandbox.run(
		'order.create',
		{ productId: byId('42'), billingCycle: 'monthly', ...mode },
		{ items: ROWS, node },
	);
};
const AUTOMATIC = { idempotencyMode: 'automatic' };
const BY_REFERENCE = { idempotencyMode: 'reference', businessReference: '={{ $json.ref }}' };
const orderIds = () => [...sandbox.state.kernelhost.orders.keys()];

describe('a run that stops at an item', () => {
	it('has a title with the failed item and the number of finished ones', async () => {
		const { error } = await order(AUTOMATIC);
		expect(error?.message).toBe(
			'KernelHost rejected the input: The sandbox was asked to answer 400 (item 3 of 4; 2 earlier items were done)',
		);
	});

	it('names the IDs of finished items, the remaining items, and the effect of a new execution', async () => {
		const { error } = await order(AUTOMATIC);
		const [first, second] = orderIds();
		expect(error?.description).toContain(
			`Done: item 1 (ID ${first}), item 2 (ID ${second}). Not started: 1 item. Retry in the executions list does not repeat the completed items. A new execution, including one started in the editor, repeats all of them.`,
		);
	});

	it('names the references, and says that running it again repeats nothing', async () => {
		const { error } = await order(BY_REFERENCE);
		const [first] = orderIds();
		expect(error?.message).toBe(
			'KernelHost rejected the input: The sandbox was asked to answer 400 (item 3 of 4, reference pay-3; 2 earlier items were done)',
		);
		expect(error?.description).toContain(
			`Done: item 1 (ID ${first}, reference pay-1), item 2 (ID `,
		);
		expect(error?.description).toContain(
			'Running it again does not repeat the completed items, because their references are known.',
		);
	});

	it('gives workflows that branch on it the same data', async () => {
		const { error } = await order(BY_REFERENCE);
		const [first, second] = orderIds().map(String);
		expect(error).toHaveProperty('context.data.itemNumber', 3);
		expect(error).toHaveProperty('context.data.reference', 'pay-3');
		expect(error).toHaveProperty('context.data.itemsDone', [
			{ item: 1, id: first, reference: 'pay-1' },
			{ item: 2, id: second, reference: 'pay-2' },
		]);
	});

	it('promises no more than what holds for each finished item', async () => {
		sandbox.state.faults.add([
			{ service: 'kernelhost', path: '/v1/orders', status: 400, after: 1 },
		]);
		const { error } = await sandbox.run(
			'order.create',
			{
				productId: byId('42'),
				billingCycle: 'monthly',
				idempotencyMode: "={{ $json.ref ? 'reference' : 'automatic' }}",
				businessReference: '={{ $json.ref }}',
			},
			{ items: [{ ref: '' }, { ref: 'pay-2' }] },
		);
		expect(error?.description).toContain('A new execution, including one started in the editor');
		expect(error?.description).not.toContain('references are known');
	});

	it('promises nothing for requests to an endpoint that may ignore keys', async () => {
		sandbox.state.faults.add([
			{ service: 'kernelhost', path: '/v1/orders', status: 400, after: 1 },
		]);
		const { error } = await sandbox.run(
			'apiRequest.send',
			{
				method: 'POST',
				path: '/v1/orders',
				body: '{"product_id":42,"billing_cycle":"monthly"}',
				...BY_REFERENCE,
			},
			{ items: [{ ref: 'pay-1' }, { ref: 'pay-2' }] },
		);
		expect(error?.description).toContain('A new execution, including one started in the editor');
		expect(error?.description).not.toContain('references are known');
	});

	it('says that nothing before it was done if the first one fails', async () => {
		const { error } = await sandbox.run(
			'order.create',
			{ productId: byId('={{ $json.product }}'), billingCycle: 'monthly', ...AUTOMATIC },
			{ items: [{}, { product: '42' }] },
		);
		expect(error?.message).toMatch(/ \(item 1 of 2; no earlier items were done\)$/);
	});

	it('has no progress if there was only one item', async () => {
		sandbox.state.faults.add([{ service: 'kernelhost', path: '/v1/orders', status: 400 }]);
		const { error } = await sandbox.run('order.create', {
			productId: byId('42'),
			billingCycle: 'monthly',
			...AUTOMATIC,
		});
		expect(error?.message).toBe(
			'KernelHost rejected the input: The sandbox was asked to answer 400',
		);
	});

	it('has no progress if it only read', async () => {
		const { error } = await sandbox.run(
			'order.get',
			{ orderId: '={{ $json.id }}' },
			{ items: [{ id: '1' }, { id: '2' }] },
		);
		expect(error?.message).not.toMatch(/item \d/);
	});

	it('says that a retry does not send unkeyed writes again', async () => {
		killB.state.faults.add([
			{ service: 'killb', path: '/savings/withdrawal', status: 400, after: 1 },
		]);
		const { error } = await killB.run(
			'savings.withdraw',
			{
				savingsAccountId: SEEDED_SAVINGS_ID,
				externalAccountId: byId(SEEDED_ACCOUNT_ID),
				amount: '={{ $json.amount }}',
				comment: 'A test',
			},
			{ items: [{ amount: 1 }, { amount: 2 }] },
		);
		expect(error?.description).toContain(
			'Retry in the executions list does not repeat the completed items. A new execution, including one started in the editor, repeats all of them.',
		);
	});
});

it('a run that continues has a hint with failed and finished items', async () => {
	const { hints, items } = await order(BY_REFERENCE, CONTINUE);
	expect(items).toHaveLength(4);
	const [hint] = hints;
	expect(hint).toMatchObject({ type: 'warning', location: 'outputPane' });
	expect(hint?.message).toMatch(
		/^1 of 4 items failed: item 3 \(reference pay-3\)\. Done: item 1 \(ID \d+, reference pay-1\), .+item 4 \(ID \d+, reference pay-4\)\. Running it again does not repeat the completed items/,
	);
});

it('a run that continues names the items with an unknown outcome', async () => {
	sandbox.state.faults.add([
		{ service: 'kernelhost', path: '/v1/orders', status: 500, carriedOut: true, after: 1 },
	]);
	const { hints } = await sandbox.run(
		'order.create',
		{ productId: byId('42'), billingCycle: 'monthly', ...BY_REFERENCE },
		{ items: ROWS.slice(0, 2), node: CONTINUE },
	);
	expect(hints[0]?.message).toMatch(
		/^1 of 2 items failed: item 2 \(reference pay-2\)\. Of these, the outcome is unknown: item 2 \(reference pay-2\)\. Done: item 1 /,
	);
});

it('a long list of items is truncated in the text, and complete in the details', async () => {
	sandbox.state.update('limits', { kernelhost: { enabled: false } });
	sandbox.state.faults.add([{ service: 'kernelhost', path: '/v1/orders', status: 400, after: 30 }]);
	const { error } = await sandbox.run(
		'order.create',
		{ productId: byId('42'), billingCycle: 'monthly', ...AUTOMATIC },
		{ items: Array.from({ length: 32 }, () => ({})) },
	);
	expect(error?.description).toMatch(/item 20 \(ID \d+\), and 10 more\. Not started: 1 item\./);
	expect((error?.context.data as { itemsDone: unknown[] }).itemsDone).toHaveLength(30);
});
