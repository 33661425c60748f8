import { WireServer, type WireAnswer } from '../../support/engine';
import { byId, KernelHostSandbox } from '../../support/kernelhost/kernelHostSandbox';

const sandbox = KernelHostSandbox.forThisFile();

describe('an order with a truncated response', () => {
	it.each<[string, WireAnswer]>([
		[
			'cut by a closed connection',
			{ status: 201, headers: { 'Content-Length': '999' }, body: '{"id":' },
		],
		['in the middle of the JSON', { status: 201, body: '{"id":' }],
		['before the first byte of its body', { status: 200, body: '' }],
	])('%s fails, and is only retried under the same key', async (_, answer) => {
		const server = await WireServer.start(() => answer);
		try {
			const { error, items } = await sandbox.run(
				'order.create',
				{
					productId: byId('42'),
					billingCycle: 'monthly',
					idempotencyMode: 'reference',
					businessReference: 'ramp-1',
				},
				{ credentials: sandbox.credentials({ apiRoot: server.url, maximumAttempts: 2 }) },
			);
			expect(items).toEqual([]);
			expect(error?.description).toMatch(
				/KernelHost may or may not have processed this request\. Retry it with the same idempotency key \(ramp-1\)/,
			);
			expect(error?.description).toMatch(/The request was sent 2 times in/);
			const keys = server.requests.map(({ headers }) => headers['idempotency-key']);
			expect(keys).toEqual(['ramp-1', 'ramp-1']);
		} finally {
			await server.close();
		}
	});
});
