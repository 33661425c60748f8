import { callHelper, type CredentialData, CredentialStore } from '../harness';
import { KillBStandIn } from './killBStandIn';

export const HOUR = 3_600_000;

/** Moves the clock of this process forward, by milliseconds. */
export const later = (milliseconds: number) => jest.setSystemTime(Date.now() + milliseconds);

/**
 * The stand-in for a test file, with a new account for each test.
 *
 * The clock of the process stands still, for client and stand-in alike, and moves only as a test says; timers and sockets
 * are real. It is set before the package is loaded.
 */
export class KillBAccounts {
	standIn!: KillBStandIn;

	static forThisFile(): KillBAccounts {
		const accounts = new KillBAccounts();
		beforeAll(async () => {
			jest.useFakeTimers({
				doNotFake: [
					...(['hrtime', 'nextTick', 'performance', 'queueMicrotask'] as const),
					...(['setImmediate', 'clearImmediate', 'setInterval', 'clearInterval'] as const),
					...(['setTimeout', 'clearTimeout'] as const),
				],
			});
			accounts.standIn = await KillBStandIn.start();
		});
		afterAll(async () => {
			await accounts.standIn.server.close();
			jest.useRealTimers();
		});
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

	/** A store that already went through a login, and an empty log. */
	async loggedIn(): Promise<CredentialStore> {
		const store = await CredentialStore.of(this.standIn.fields());
		await this.ask(store);
		this.standIn.log.length = 0;
		return store;
	}
}
