import { WireServer } from '../../support/engine';
import { KernelHostSandbox } from '../../support/kernelhost/kernelHostSandbox';

const sandbox = KernelHostSandbox.forThisFile();

describe('a rate-limited request while others of this instance are queued', () => {
	it('spends its longest wait on the service, not in the queue', async () => {
		let rejections = 2;
		const server = await WireServer.start(({ target }) => {
			const isRejected = target.endsWith('/orders/777') && rejections-- > 0;
			return isRejected
				? {
						status: 429,
						headers: { 'Retry-After': '1' },
						body: { type: 'rate_limited', status: 429 },
					}
				: { body: { id: 1 } };
		});
		try {
			const { items } = await sandbox.run(
				'order.get',
				{ orderId: '={{ $json.id }}' },
				{
					items: ['777', ...Array.from({ length: 20 }, () => '1')].map((id) => ({ id })),
					node: { onError: 'continueRegularOutput' },
					credentials: sandbox.credentials({
						apiRoot: server.url,
						requestsPerMinute: 300,
						burst: 1,
						parallelReads: 30,
						// Less than the others take, each time behind all of them; more than the service
						// requests twice.
						maximumWaitSeconds: 5,
					}),
				},
			);
			expect(items[0]?.json).toEqual({ id: 1 });
			expect(server.log.filter((request) => request.endsWith('/orders/777'))).toHaveLength(3);
		} finally {
			await server.close();
		}
	});
});
