import { type CredentialStore, freezeClockForThisFile, HOUR, later } from '../../support/engine';
import { byId, KillBSandbox, SEEDED_USER_ID } from '../../support/killb/killBSandbox';

freezeClockForThisFile();
const sandbox = KillBSandbox.forEachTest();

/** Reads many items, each of which must succeed, and runs an action in the middle. */
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

/** Responses that rejected a token of the node's own requests. */
const rejected = () => sandbox.ownRequests().filter((request) => request.endsWith(' 401'));

describe('a session that ends in the middle of a run', () => {
	it('costs one login and none of 1,000 items if the server revokes it', async () => {
		const credentials = await sandbox.withoutLimits();
		await readAll(1000, credentials, () => sandbox.state.killb.sessions.revoke('all'));
		expect(sandbox.renewals()).toEqual(['POST /auth/refresh 401', 'POST /auth/login 201']);
		expect(rejected()).not.toEqual([]);
	}, 300_000);

	it('costs one refresh if only the server considers it expired', async () => {
		const credentials = await sandbox.withoutLimits();
		await readAll(100, credentials, () => sandbox.state.killb.sessions.expire());
		expect(sandbox.renewals()).toEqual(['POST /auth/refresh 201']);
		expect(rejected()).not.toEqual([]);
	});

	it('costs one refresh at its expiry, and no request is sent with the old token', async () => {
		const credentials = await sandbox.withoutLimits();
		await readAll(100, credentials, () => later(HOUR - 30_000));
		expect(sandbox.renewals()).toEqual(['POST /auth/refresh 201']);
		expect(rejected()).toEqual([]);
	});

	it('costs one refresh if it expires while requests are in flight', async () => {
		const credentials = await sandbox.withoutLimits();
		await readAll(100, credentials, () => later(HOUR));
		expect(sandbox.renewals()).toEqual(['POST /auth/refresh 201']);
	});

	it('costs one login if the refresh token is rejected too', async () => {
		const credentials = await sandbox.withoutLimits();
		await readAll(100, credentials, () => {
			sandbox.state.killb.sessions.revoke('refresh');
			later(HOUR - 30_000);
		});
		expect(sandbox.renewals()).toEqual(['POST /auth/refresh 401', 'POST /auth/login 201']);
	});

	it('costs no login if the refresh meets a transient server error', async () => {
		const credentials = await sandbox.withoutLimits();
		await readAll(100, credentials, () => {
			sandbox.state.faults.add([{ service: 'killb', path: '/auth/refresh', status: 503 }]);
			later(HOUR - 30_000);
		});
		expect(sandbox.renewals()).toEqual(['POST /auth/refresh 503', 'POST /auth/refresh 201']);
	});
});
