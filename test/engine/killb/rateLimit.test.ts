import { CredentialStore } from '../../support/engine';
import { KillBSandbox, SEEDED_USER_ID } from '../../support/killb/killBSandbox';
import { PERSON_DATA } from '../../support/killb/people';

const sandbox = KillBSandbox.forEachTest();

/**
 * Production's documented limit of 50 a second (killb.md 1.2), with room for a busy machine, which
 * delays requests and then lets many arrive at once. Without a limit the 200 requests of a test
 * arrive several times as fast.
 */
function limitAsInProduction(): void {
	sandbox.state.update('limits', { killb: { perSecond: 50, burst: 140 } });
}

function addPersons(count: number): string[] {
	return Array.from(
		{ length: count },
		(_, n) => sandbox.state.killb.addUser('PERSON', { ...PERSON_DATA, email: `${n}@x.test` }).id,
	);
}

function statuses(): Set<number | null> {
	return new Set(sandbox.arrived().map(({ status }) => status));
}

describe('the rate limit of the KillB node', () => {
	it('keeps a long list below the documented limit, with the form’s number of concurrent requests', async () => {
		limitAsInProduction();
		const ids = [SEEDED_USER_ID, ...addPersons(199)];
		const { items, error } = await sandbox.run('user.getAll', {
			userType: 'PERSON',
			returnAll: true,
			options: { pageSize: 1, parallelRequests: 20 },
		});
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.id)).toEqual(ids);
		expect(statuses()).toEqual(new Set([200, 201]));
	});

	it('is shared by all executions of a credential', async () => {
		limitAsInProduction();
		addPersons(49);
		const runs = [1, 2, 3, 4].map(
			async () =>
				await sandbox.run('user.getAll', {
					userType: 'PERSON',
					returnAll: true,
					options: { pageSize: 1, parallelRequests: 20 },
				}),
		);
		const lengths = (await Promise.all(runs)).map(({ items }) => items.length);
		expect(lengths).toEqual([50, 50, 50, 50]);
		expect(statuses()).toEqual(new Set([200, 201]));
	});
});

describe('concurrent pages', () => {
	it('log in once, and share one new session after the server ended theirs', async () => {
		addPersons(24);
		const store = await CredentialStore.of(sandbox.credentials());
		const readAll = async () => {
			const { items } = await sandbox.run(
				'user.getAll',
				{ userType: 'PERSON', returnAll: true, options: { pageSize: 1, parallelRequests: 20 } },
				{ credentials: store },
			);
			expect(items).toHaveLength(25);
		};
		const logins = () => sandbox.requests().filter((request) => / \/auth\/login/.test(request));
		await readAll();
		expect(logins()).toHaveLength(1);
		sandbox.state.killb.sessions.revoke('all');
		await readAll();
		expect(logins()).toHaveLength(2);
	});

	it.each([
		['ten by default', { pageSize: 2 }, 10],
		['as many as the form says', { pageSize: 2, parallelRequests: 3 }, 3],
	])('are %s', async (_, options, expected) => {
		addPersons(49);
		const faults = sandbox.state.faults;
		// The first page has the page count; those after it are held until all expected ones have
		// arrived.
		faults.add([
			{ service: 'killb', path: '/users', kind: 'delay', delayMs: 500, after: 1, times: 50 },
		]);
		const reading = sandbox.run('user.getAll', { userType: 'PERSON', returnAll: true, options });
		let most = 0;
		const look = setInterval(() => {
			const open = sandbox.arrived().filter(({ status }) => status === null);
			most = Math.max(most, open.length);
		}, 20);
		const { items } = await reading;
		clearInterval(look);
		expect(items).toHaveLength(50);
		expect(most).toBe(expected);
	});
});
