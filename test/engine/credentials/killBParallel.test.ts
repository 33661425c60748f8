import { CredentialStore, HOUR, later } from '../../support/engine';
import { KillBAccounts } from './killBAccounts';

const accounts = KillBAccounts.forThisFile();

const requestConcurrently = async (store: CredentialStore, times: number) =>
	await Promise.all(Array.from({ length: times }, async () => await accounts.ask(store)));

describe('20 concurrent items', () => {
	const allFine = (log: string[]) => log.filter((line) => line === 'GET /users 200').length;

	it('log in once', async () => {
		const store = await CredentialStore.of(accounts.standIn.fields());
		await requestConcurrently(store, 20);
		expect(accounts.standIn.log.filter((line) => line.startsWith('login'))).toEqual(['login 201']);
		expect(accounts.standIn.log).toHaveLength(21);
		expect(allFine(accounts.standIn.log)).toBe(20);
	});

	it('refresh once if the token has expired, even if a new token ends the old one', async () => {
		accounts.standIn.begin({ singleSession: true });
		const store = await accounts.loggedIn();
		later(HOUR);
		await requestConcurrently(store, 20);
		expect(accounts.standIn.log.filter((line) => !line.startsWith('GET'))).toEqual(['refresh 201']);
		expect(allFine(accounts.standIn.log)).toBe(20);
		expect(accounts.standIn.log).toHaveLength(21);
	});

	it('all succeed with one new session if the server has ended theirs', async () => {
		accounts.standIn.begin({ singleSession: true });
		const store = await accounts.loggedIn();
		accounts.standIn.revoke();
		await requestConcurrently(store, 20);
		const renewals = accounts.standIn.log.filter((line) => /^(login|refresh)/.test(line));
		expect(renewals).toEqual(['refresh 201']);
		expect(allFine(accounts.standIn.log)).toBe(20);
	});
});
