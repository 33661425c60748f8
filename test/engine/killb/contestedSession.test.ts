import { byId, KillBSandbox, SEEDED_USER_ID } from '../../support/killb/killBSandbox';

const sandbox = KillBSandbox.forEachTest();

/**
 * Reads a user twice, each time after the server ended the session: all requests of the second
 * read, and its error.
 */
async function afterTwoEnds(maximumAttempts: number) {
	const credentials = await sandbox.withoutLimits({ maximumAttempts });
	const read = async () => {
		sandbox.state.killb.sessions.revoke('all');
		sandbox.state.journal.clear();
		return await sandbox.run('user.get', { userId: byId(SEEDED_USER_ID) }, { credentials });
	};
	const first = await read();
	expect(first.error).toBeUndefined();
	expect(first.hints.join()).not.toContain('sent again');
	const { error, items, hints } = await read();
	expect(error).toBeUndefined();
	expect(items).toHaveLength(1);
	return hints.map(({ message }) => message).join('\n');
}

const USER = `GET /users/${SEEDED_USER_ID}`;
const LOGIN = ['GET /auth/me 401', 'POST /auth/refresh 401', 'POST /auth/login 201'];

describe('a session that ends twice within a minute', () => {
	it('is looked up in the store before a login, and the ended token is sent once', async () => {
		const hints = await afterTwoEnds(2);
		const [question, ...login] = LOGIN;
		expect(sandbox.requests()).toEqual([`${USER} 401`, question, ...login, `${USER} 200`]);
		expect(hints).toContain('Requests were retried: once because the login failed temporarily');
	});

	it('is replaced immediately if a request has a single attempt', async () => {
		const hints = await afterTwoEnds(1);
		expect(sandbox.requests()).toEqual([`${USER} 401`, ...LOGIN, `${USER} 200`]);
		expect(hints).not.toContain('sent again');
	});
});
