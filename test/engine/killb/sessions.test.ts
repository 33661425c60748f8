import { type CredentialStore, freezeClockForThisFile, HOUR, later } from '../../support/engine';
import { byId, KillBSandbox, SEEDED_USER_ID } from '../../support/killb/killBSandbox';

freezeClockForThisFile();
const sandbox = KillBSandbox.forEachTest();

/** Reads many items, each of which must succeed, and lets something happen in the middle of it. */
async function readAll(
	count: number,
	credentials: CredentialStore,
	inTheMiddle: () => void,
): Promise<void> {
	const given = Array.from({ length: count }, (_, index) => ({ index }));
	const running = sandbox.run(
		'user.get',
		{ userId: byId(SEEDED_USER_ID) },
		{ credentials, items: given },
	);
	await sandbox.untilArrived(count / 2);
	inTheMiddle();
	const { error, items } = await running;
	expect(error).toBeUndefined();
	expect(items.map(({ json, pairedItem }) => [json.id, pairedItem])).toEqual(
		given.map(({ index }) => [SEEDED_USER_ID, { item: index }]),
	);
}

/** Answers that refused a token of the node's own requests. */
const refused = () => sandbox.ownRequests().filter((request) => request.endsWith(' 401'));

describe('a session that ends in the middle of a run', () => {
	it('costs one login and none of 1,000 items when the server revokes it', async () => {
		const credentials = await sandbox.withoutLimits();
		await readAll(1000, credentials, () => sandbox.state.killb.sessions.revoke('all'));
		expect(sandbox.renewals()).toEqual(['POST /auth/refresh 401', 'POST /auth/login 201']);
		expect(refused()).not.toEqual([]);
	}, 300_000);

	it('costs one refresh when the server alone holds it for expired', async () => {
		const credentials = await sandbox.withoutLimits();
		await readAll(100, credentials, () => sandbox.state.killb.sessions.expire());
		expect(sandbox.renewals()).toEqual(['POST /auth/refresh 201']);
		expect(refused()).not.toEqual([]);
	});

	it('costs one refresh when its time comes, and no request goes out with the old token', async () => {
		const credentials = await sandbox.withoutLimits();
		await readAll(100, credentials, () => later(HOUR - 30_000));
		expect(sandbox.renewals()).toEqual(['POST /auth/refresh 201']);
		expect(refused()).toEqual([]);
	});

	it('costs one refresh when it runs out while requests are on their way', async () => {
		const credentials = await sandbox.withoutLimits();
		await readAll(100, credentials, () => later(HOUR));
		expect(sandbox.renewals()).toEqual(['POST /auth/refresh 201']);
	});

	it('costs one login when the refresh token is refused too', async () => {
		const credentials = await sandbox.withoutLimits();
		await readAll(100, credentials, () => {
			sandbox.state.killb.sessions.revoke('refresh');
			later(HOUR - 30_000);
		});
		expect(sandbox.renewals()).toEqual(['POST /auth/refresh 401', 'POST /auth/login 201']);
	});

	it('costs no login while the refresh meets a server in trouble for a moment', async () => {
		const credentials = await sandbox.withoutLimits();
		await readAll(100, credentials, () => {
			sandbox.state.faults.add([{ service: 'killb', path: '/auth/refresh', status: 503 }]);
			later(HOUR - 30_000);
		});
		expect(sandbox.renewals()).toEqual(['POST /auth/refresh 503', 'POST /auth/refresh 201']);
	});
});
