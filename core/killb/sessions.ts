import { BoundedMap } from '../items/boundedMap';
import type { RenewalCause } from './accountSession';
import { AccountSession } from './accountSession';
import type { Login } from './login';
import type { Exchange, Session } from './session';

/** Accounts kept in memory per process; of those that nothing depends on the longest unused goes first. */
const MEMORY_LIMIT = 200;

/**
 * The sessions of one process, one login in flight per account.
 *
 * n8n asks for a new session once for every request that found the old one stale (n8n.md 1.3: 20 items, 20 logins);
 * all of them get the one that is being fetched, or the one that was fetched since they read theirs.
 */
export class Sessions {
	private readonly accounts = new BoundedMap<AccountSession>(MEMORY_LIMIT, (account) =>
		account.isInUse(),
	);

	/**
	 * @param now Unix time in milliseconds
	 * @param elapsed milliseconds of a monotonic clock
	 */
	constructor(
		private readonly now: () => number = Date.now,
		private readonly elapsed: () => number = () => performance.now(),
	) {}

	/**
	 * A session to use instead of a stale one.
	 *
	 * @param stale what the caller holds, absent at the first login
	 * @returns nothing when the caller is to go on with its own: it is still good, or may not be exchanged for this request
	 * @throws SessionContested when another process's session is to be awaited; LoginError when there is no session to be had;
	 *   whatever `exchange` rejects with when there is no answer
	 */
	async renew(
		login: Login,
		stale: Session | undefined,
		exchange: Exchange,
		cause: RenewalCause = {},
	): Promise<Session | undefined> {
		return await this.account(login.binding).renew(login, stale, exchange, cause);
	}

	/**
	 * Notes a session that a request found in n8n's store: where another process fetched it later than this one did, it is the one
	 * to go on with.
	 * @param binding of the login that the session belongs to
	 * @returns whether it may be carried; false for one that the server is known to refuse
	 */
	carries(binding: string, session: Session): boolean {
		return this.account(binding).carries(session);
	}

	/** How often this process fetched a session of this login, by login or refresh. */
	renewals(binding: string): number {
		return this.accounts.get(binding)?.renewals ?? 0;
	}

	private account(binding: string): AccountSession {
		const account = this.accounts.get(binding) ?? new AccountSession(this.now, this.elapsed);
		this.accounts.set(binding, account);
		return account;
	}
}
