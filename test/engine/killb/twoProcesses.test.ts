import * as fc from 'fast-check';
import {
	CredentialStore,
	Front,
	InstalledPackages,
	installedPackages,
	N8N_NODES,
	type NodeRun,
	PRODUCT,
	PROTO,
} from '../../support/engine';
import { byId, KillBSandbox, SEEDED_USER_ID } from '../../support/killb/killBSandbox';

const sandbox = KillBSandbox.forEachTest();

const logins = () =>
	sandbox.renewals().filter((request) => request === 'POST /auth/login 201').length;

/**
 * The package loaded a second time: its sessions, limits and everything else in memory are its own,
 * as in another process of n8n. Both share n8n itself and the credential store, as all processes
 * share its database.
 */
async function anotherProcess(rest: Partial<NodeRun> = {}): Promise<InstalledPackages> {
	const n8nWorkflow: unknown = await import('n8n-workflow');
	let packages: InstalledPackages | undefined;
	await jest.isolateModulesAsync(async () => {
		jest.doMock('n8n-workflow', () => n8nWorkflow);
		const loaded = await InstalledPackages.load([PRODUCT, N8N_NODES, PROTO]);
		// Lazily loaded modules are loaded at the first run, which has to be in here too.
		const run = { ...rest, packages: loaded };
		await sandbox.run('user.get', { userId: byId(SEEDED_USER_ID) }, run);
		// This process has a session that the other one does not know.
		expect(logins()).toBe(1);
		sandbox.state.journal.clear();
		jest.dontMock('n8n-workflow');
		packages = loaded;
	});
	if (!packages) throw new Error('The package was not loaded');
	return packages;
}

const ITEMS = Array.from({ length: 100 }, (_, index) => ({ index }));

/** How often the sessions are ended externally: before the run, and in the middle of it. */
const ENDS = 3;

/**
 * Each end costs each process one login at most: it logs in because its session is dead, which ends
 * the other's, and the other does so once too, or finds the new session in the store. One more for
 * each is allowed for a login that crosses the other's on its way to the store.
 */
const MOST_LOGINS = ENDS * 2 * 2;

const CHANGE = { userType: 'PERSON', personChanges: { occupation: 'x' } };

/**
 * One-way latency in milliseconds, different for each connection. With equal latencies the two move
 * in step; with these they used to end each other's session repeatedly, up to 24 logins in 100
 * writes.
 */
const ways = (seed: number) => fc.sample(fc.integer({ min: 0, max: 16 }), { seed, numRuns: 199 });

let front: Front | undefined;
afterEach(async () => await front?.refuse());

describe('two processes of n8n and an API that allows one session', () => {
	it.each([
		['reads', 1, 'user.get', {}],
		['reads', 2, 'user.get', {}],
		['writes', 1, 'user.update', CHANGE],
		['writes', 2, 'user.update', CHANGE],
	] as const)('all %s succeed, after a few logins, on network %i', async (...given) => {
		const [, network, operation, fields] = given;
		const { killb } = sandbox.running.details;
		front = await Front.before(Number(new URL(killb).port), ways(network));
		const credentials = await sandbox.withoutLimits({ baseUrl: front.through(killb) });
		sandbox.state.update('tokens', { singleSession: true });
		const packages = [await installedPackages(), await anotherProcess()];
		const [here, there] = packages.map((each) => each.credentialType('killBApi').constructor);
		expect(here).not.toBe(there);

		const endSessions = () => sandbox.state.killb.sessions.revoke('all');
		endSessions();
		const runs = packages.map(async (each) => {
			const parameters = { userId: byId(SEEDED_USER_ID), ...fields };
			return await sandbox.run(operation, parameters, {
				credentials,
				items: ITEMS,
				packages: each,
			});
		});
		for (let end = 1; end < ENDS; end++) {
			await sandbox.untilArrived(end * 60);
			endSessions();
		}
		for (const { error, items } of await Promise.all(runs)) {
			expect(error).toBeUndefined();
			expect(items).toHaveLength(ITEMS.length);
		}
		const marks = sandbox.arrived().filter(({ headers }) => 'x-n8n-sent-again' in headers);
		expect(marks).toEqual([]);
		expect(logins()).toBeGreaterThanOrEqual(ENDS);
		expect(logins()).toBeLessThanOrEqual(MOST_LOGINS);
	});
});

describe('a log out in one of two processes', () => {
	it('makes the other log in too, and not send the token that was logged out', async () => {
		const credentials = await CredentialStore.of(sandbox.credentials());
		// Both have the session in memory, as it is in the store.
		const packages = await anotherProcess({ credentials });
		await sandbox.run('auth.getCurrentUser', {}, { credentials });
		const { accessToken, refreshToken } = await credentials.read('killBApi');

		const { error } = await sandbox.run('auth.logOut', {}, { credentials });
		expect(error).toBeUndefined();
		sandbox.state.journal.clear();
		const after = await sandbox.run('auth.getCurrentUser', {}, { credentials, packages });
		expect(after.error).toBeUndefined();
		expect(sandbox.requests()).toEqual(['POST /auth/login 201', 'GET /auth/me 200']);
		for (const token of [accessToken, refreshToken]) {
			expect(JSON.stringify(sandbox.arrived())).not.toContain(String(token));
		}
	});
});
