import {
	callHelper,
	type CredentialData,
	CredentialStore,
	freezeClockForThisFile,
} from '../../support/engine';
import { KillBStandIn } from './killBStandIn';

/**
 * The stand-in for a test file, with a new account for each test. The clock stands still, and moves
 * only as a test says.
 */
export class KillBAccounts {
	standIn!: KillBStandIn;

	static forThisFile(): KillBAccounts {
		const accounts = new KillBAccounts();
		freezeClockForThisFile();
		beforeAll(async () => {
			accounts.standIn = await KillBStandIn.start();
		});
		afterAll(async () => await accounts.standIn.server.close());
		beforeEach(() => accounts.standIn.begin());
		return accounts;
	}

	/** One request through the helper that our nodes use. */
	async ask(credentials: CredentialData | CredentialStore, path = '/users'): Promise<unknown> {
		return await callHelper({
			credentials,
			credentialType: 'killBApi',
			options: { url: `/api/v2${path}`, json: true },
		});
	}

	/** A store after a login, and an empty log. */
	async loggedIn(): Promise<CredentialStore> {
		const store = await CredentialStore.of(this.standIn.fields());
		await this.ask(store);
		this.standIn.log.length = 0;
		return store;
	}
}
