import { CredentialStore, HOUR, later } from '../../support/engine';
import { KillBAccounts } from './killBAccounts';

const accounts = KillBAccounts.forThisFile();

const askAtOnce = async (store: CredentialStore, times: number) =>
	await Promise.all(Array.from({ length: times }, async () => await accounts.ask(store)));

describe('20 items in parallel', () => {
	const allFine = (log: string[]) => log.filter((line) => line === 'GET /users 200').length;

	it('make one login', async () => {
		const store = await CredentialStore.of(accounts.standIn.fields());
		await askAtOnce(store, 20);
		expect(accounts.standIn.log.filter((line) => line.startsWith('login'))).toEqual(['login 201']);
		expect(accounts.standIn.log).toHaveLength(21);
		expect(allFine(accounts.standIn.log)).toBe(20);
	});

	it('make one refresh when the token has expired, also where a new one ends the old', async () => {
		accounts.standIn.begin({ singleSession: true });
		const store = await accounts.loggedIn();
		later(HOUR);
		await askAtOnce(store, 20);
		expect(accounts.standIn.log.filter((line) => !line.startsWith('GET'))).toEqual(['refresh 201']);
		expect(allFine(accounts.standIn.log)).toBe(20);
		expect(accounts.standIn.log).toHaveLength(21);
	});

	it('all succeed when the server has ended the session, with one new session', async () => {
		accounts.standIn.begin({ singleSession: true });
		const store = await accounts.loggedIn();
		accounts.standIn.revoke();
		await askAtOnce(store, 20);
		const renewals = accounts.standIn.log.filter((line) => /^(login|refresh)/.test(line));
		expect(renewals).toEqual(['refresh 201']);
		expect(allFine(accounts.standIn.log)).toBe(20);
	});
});
