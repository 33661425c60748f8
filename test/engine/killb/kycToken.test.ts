import type { INodeParameters } from 'n8n-workflow';
import { SEEDED_ACCOUNT_ID, SEEDED_USER_ID } from '../../../sandbox';
import { byId, KillBSandbox } from '../../support/killb/killBSandbox';

const sandbox = KillBSandbox.forEachTest();

const get = async (parameters: INodeParameters) =>
	await sandbox.run('user.getKycToken', parameters);

describe('User: Get KYC Token', () => {
	it('requests a token for a user or an account, with level and lifetime if given', async () => {
		const { items, error } = await get({ userId: byId(SEEDED_USER_ID) });
		expect(error).toBeUndefined();
		expect(items[0]?.json).toEqual({ token: expect.stringMatching(/./) as string });
		await get({
			idType: 'accountId',
			accountId: byId(SEEDED_ACCOUNT_ID),
			additionalFields: { levelName: 'basic-kyc-level', ttlInSecs: 60 },
		});
		expect(sandbox.bodies('POST', '/compliance/access-token')).toEqual([
			{ id: SEEDED_USER_ID, idType: 'userId' },
			{
				id: SEEDED_ACCOUNT_ID,
				idType: 'accountId',
				levelName: 'basic-kyc-level',
				ttlInSecs: 60,
			},
		]);
	});

	it.each<[INodeParameters, RegExp]>([
		[
			{ userId: byId('={{ $json.no }}') },
			/^User is empty: its expression \{\{ \$json\.no \}\} returned nothing$/,
		],
		[
			{ idType: 'accountId', accountId: byId('={{ $json.no }}') },
			/^Account is empty: its expression \{\{ \$json\.no \}\} returned nothing$/,
		],
		[
			{ userId: byId('x'), additionalFields: { ttlInSecs: 0 } },
			/^Additional Fields › Lifetime \(Seconds\) must be a whole number of 1 or more/,
		],
	])('sends nothing for %j', async (parameters, message) => {
		const { error } = await get(parameters);
		expect(error?.message).toMatch(message);
		expect(sandbox.ownRequests()).toEqual([]);
	});

	it('gets a new token in a retry: the first one expires, and the user may be another', async () => {
		sandbox.state.faults.add([
			{ service: 'killb', path: '/compliance/access-token', status: 400, after: 1 },
		]);
		const failed = await sandbox.run(
			'user.getKycToken',
			{ userId: byId(SEEDED_USER_ID) },
			{ items: [{}, {}] },
		);
		const { items, error } = await failed.retry();
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => Object.keys(json))).toEqual([['token'], ['token']]);
		expect(sandbox.bodies('POST', '/compliance/access-token')).toHaveLength(4);
	});

	it('explains that the user does not exist', async () => {
		const { error } = await get({ userId: byId('none') });
		expect(error).toMatchObject({ httpCode: '404' });
	});
});
