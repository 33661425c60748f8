import { WireServer } from '../../support/engine';
import { byId, KillBSandbox } from '../../support/killb/killBSandbox';

const sandbox = KillBSandbox.forEachTest();

describe('an amount that JavaScript would round', () => {
	it('is returned as text with every digit of KillB’s response; other numbers stay numbers', async () => {
		const server = await WireServer.start(({ target }) =>
			target.endsWith('/login')
				? { status: 201, body: { accessToken: 'token', refreshToken: 'r', expiresIn: 3600000 } }
				: {
						body: '{"id": "u", "amount": 12345678901234567.89, "fee": 0.10, "text": "12345678901234567.89"}',
					},
		);
		try {
			const { items } = await sandbox.run(
				'user.get',
				{ userId: byId('u'), simple: false },
				{ credentials: sandbox.credentials({ baseUrl: server.url }) },
			);
			expect(items[0]?.json).toEqual({
				id: 'u',
				amount: '12345678901234567.89',
				fee: 0.1,
				text: '12345678901234567.89',
			});
		} finally {
			await server.close();
		}
	});
});
