import { errorIn, messageIn } from '../../support/engine';
import type { INodeParameters } from 'n8n-workflow';
import { operations } from '../../../scripts/operationList';
import { byId, KernelHostSandbox } from '../../support/kernelhost/kernelHostSandbox';
import { INPUTS } from '../../support/kernelhost/operationInputs';

const sandbox = KernelHostSandbox.forThisFile();

/** The inputs that name an object, with the expression of each item. */
function ids(id: string): INodeParameters {
	return { productId: byId(id), serviceId: byId(id), invoiceId: byId(id), orderId: id };
}

const all = operations()
	.filter(({ node }) => node === 'kernelHost')
	.map(({ resource, operation, path }) => ({
		id: `${resource}.${operation}` as const,
		path,
	}));
/**
 * Check Connection reports failures as its result, the health check needs no permission, and Verify
 * Delivery sends nothing.
 */
const UNAFFECTED = [
	'account.checkConnection',
	'account.checkHealth',
	'account.get',
	'webhook.verifyDelivery',
];
const ableToFail = all.filter(({ id }) => !UNAFFECTED.includes(id));
const withId = all.filter(({ id, path }) => path.includes('{') || id === 'order.create');

describe('every operation', () => {
	it('is covered here', () => {
		expect(all.length).toBe(25);
	});

	it.each(ableToFail)(
		'$id fails item by item under Continue On Fail, each error linked to its item',
		async ({ id }) => {
			sandbox.state.update('key', { locked: true });
			const { items, error } = await sandbox.run(
				id,
				{ ...ids('={{ $json.id }}'), ...INPUTS[id] },
				{ items: [{ id: 42 }, { id: 43 }, { id: 44 }], node: { onError: 'continueRegularOutput' } },
			);
			expect(error).toBeUndefined();
			expect(items.map(({ pairedItem }) => pairedItem)).toEqual([
				{ item: 0 },
				{ item: 1 },
				{ item: 2 },
			]);
			for (const { json } of items) {
				expect(messageIn(json)).toBe('KernelHost does not know this key, or it is locked');
				expect(errorIn(json)).toMatchObject({ httpCode: '401', reason: 'unknown_or_locked_key' });
			}
		},
	);

	it.each(withId)('$id reads each item’s own ID', async ({ id }) => {
		await sandbox.run(
			id,
			{ ...ids('={{ $json.id }}'), ...INPUTS[id] },
			{ items: [{ id: 7001 }, { id: 7002 }], node: { onError: 'continueRegularOutput' } },
		);
		const [first, second] = sandbox.state.journal
			.entries({ direction: 'in' })
			.map(({ path, body }) => `${path} ${body}`);
		expect(first).toContain('7001');
		expect(second).toContain('7002');
	});

	const HOSTILE = ['../products', '..', '%2e%2e', 'a/b', '?x=1', '#x', '%2F..', 'ä', '\u202e', ' '];

	it.each(withId.filter(({ path }) => path.includes('{')))(
		'$id never reaches another endpoint through a hostile ID',
		async ({ id, path }) => {
			const { items } = await sandbox.run(
				id,
				{ ...ids('={{ $json.id }}'), ...INPUTS[id] },
				{
					items: HOSTILE.map((hostile) => ({ id: hostile })),
					node: { onError: 'continueRegularOutput' },
				},
			);
			expect(items).toHaveLength(HOSTILE.length);
			expect(items.every(({ json }) => typeof messageIn(json) === 'string')).toBe(true);
			const endpoint = new RegExp(`^\\w+ ${path.replace(/\{\w+\}/, '[^/?#]+')}$`);
			expect(sandbox.requests().filter((request) => !endpoint.test(request))).toEqual([]);
			expect(sandbox.requests().join()).not.toMatch(/\.\./);
		},
	);
});
