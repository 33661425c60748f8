import { messageIn } from '../../support/engine';
import { byId, KillBSandbox, SEEDED_USER_ID } from '../../support/killb/killBSandbox';

const sandbox = KillBSandbox.forEachTest();

const READ = { userId: byId(SEEDED_USER_ID) };
const WRITE = { ...READ, userType: 'PERSON', personChanges: { occupation: 'x' } };

const wrongPassword = () => sandbox.credentials({ password: 'Wrong-Passw0rd!' });

/** The sandbox's own choice of response: KillB documents none for a locked account. */
function lockedAccount() {
	sandbox.state.update('logins', { locked: true });
	return sandbox.credentials();
}

describe.each([
	['a wrong password', 401, wrongPassword],
	['a locked account', 403, lockedAccount],
])('%s', (_, status, credentials) => {
	const oneLogin = [`POST /auth/login ${status}`];

	it('is one login for five attempts of Retry On Fail', async () => {
		const { error } = await sandbox.run('user.get', READ, {
			credentials: credentials(),
			node: { retryOnFail: true, maxTries: 5, waitBetweenTries: 1 },
		});
		expect(error?.message).toMatch(
			/^KillB rejected the login .* Login attempts are paused until 20\d\d-.*Z\./,
		);
		expect(sandbox.requests()).toEqual(oneLogin);
	});

	it.each([
		['user.get', READ],
		['user.update', WRITE],
	] as const)(
		'is one login for 40 items of %s with Continue On Fail',
		async (operation, fields) => {
			const { items } = await sandbox.run(operation, fields, {
				credentials: credentials(),
				items: Array.from({ length: 40 }, (_item, index) => ({ index })),
				node: { onError: 'continueRegularOutput' },
			});
			expect(items.map(({ json }) => messageIn(json))).toEqual(
				Array(40).fill(expect.stringMatching(/^KillB rejected the login/)),
			);
			expect(sandbox.requests()).toEqual(oneLogin);
		},
	);

	it('is one login for the next run of a schedule', async () => {
		const given = credentials();
		const first = await sandbox.run('user.get', READ, { credentials: given });
		expect(first.error?.message).toMatch(/^KillB rejected the login/);
		expect(first.error?.message).not.toMatch(/Login attempts are paused/);
		const second = await sandbox.run('user.get', READ, { credentials: given });
		expect(second.error?.message).toMatch(/Login attempts are paused/);
		expect(sandbox.requests()).toEqual(oneLogin);
	});
});
