import { isSuccess } from '../http/status';
import { renewalTime } from './accessToken';
import type { Login } from './login';
import { LoginError, loginFailure } from './loginFailure';

/** A logged-in session. */
export interface Session {
	accessToken: string;
	refreshToken: string;
	/** Unix time in milliseconds, by this machine's clock, from which the token is renewed before it is used */
	renewAt: number;
}

/** One HTTP exchange with KillB; it resolves for every status and rejects only when there was no answer. */
export type Exchange = (request: {
	method: 'GET' | 'POST';
	path: string;
	body?: Record<string, unknown>;
	accessToken?: string;
}) => Promise<{ status: number; body: unknown }>;

/** How long a refusal is remembered, so that a run of many items does not lock the account with the same wrong password. */
const REFUSAL_MEMORY_MS = 30_000;

/** Accounts kept in memory per process; the longest unused goes first. */
const MEMORY_LIMIT = 200;

interface Account {
	flight?: Promise<Session | undefined>;
	latest?: Session;
	/** the token that `latest` took the place of, known to be of no use any more */
	replaced?: string;
	refusal?: { error: LoginError; until: number };
}

/**
 * The sessions of one process, one login in flight per account.
 *
 * n8n asks for a new session once for every request that found the old one stale (n8n.md 1.3: 20 items, 20 logins);
 * all of them get the one that is being fetched, or the one that was fetched since they read theirs.
 */
export class Sessions {
	private readonly accounts = new Map<string, Account>();

	constructor(private readonly now: () => number = Date.now) {}

	/**
	 * A session to use instead of a stale one.
	 *
	 * @param stale what the caller holds, absent at the first login
	 * @returns nothing when the caller's session is still good in the server's own eyes. n8n's HTTP Request node asks for a
	 *   new session after every failure, whatever its reason, and would repeat the request, a payment included, if it got one.
	 * @throws LoginError when the login data is refused; whatever `exchange` rejects with when there is no answer
	 */
	async renew(
		login: Login,
		stale: Session | undefined,
		exchange: Exchange,
	): Promise<Session | undefined> {
		const account = this.account(login.binding);
		const { latest, replaced, refusal } = account;
		const isOver = !stale || stale.renewAt <= this.now() || stale.accessToken === replaced;
		const isNewer = latest && latest.accessToken !== stale?.accessToken;
		if (isOver && isNewer && latest.renewAt > this.now()) return latest;
		if (refusal && refusal.until > this.now()) throw refusal.error;
		account.flight ??= this.fetchSession(account, login, stale, exchange).finally(() => {
			delete account.flight;
		});
		return await account.flight;
	}

	private async fetchSession(
		account: Account,
		login: Login,
		stale: Session | undefined,
		exchange: Exchange,
	): Promise<Session | undefined> {
		if (stale && stale.renewAt > this.now() && (await isAlive(stale, exchange))) return undefined;
		try {
			const session =
				(stale?.refreshToken && (await this.refresh(stale.refreshToken, exchange))) ||
				(await this.logIn(login, exchange));
			account.latest = session;
			if (stale) account.replaced = stale.accessToken;
			delete account.refusal;
			return session;
		} catch (error) {
			if (error instanceof LoginError && error.isRefusal) {
				account.refusal = { error, until: this.now() + REFUSAL_MEMORY_MS };
				delete account.latest;
			}
			throw error;
		}
	}

	private async refresh(refreshToken: string, exchange: Exchange): Promise<Session | undefined> {
		const { status, body } = await exchange({
			method: 'POST',
			path: '/api/v2/auth/refresh',
			body: { refreshToken },
		});
		// A refused refresh is no error: the password is there to log in with.
		return isSuccess(status) ? this.read(body, refreshToken) : undefined;
	}

	private async logIn(login: Login, exchange: Exchange): Promise<Session> {
		const { status, body } = await exchange({
			method: 'POST',
			path: '/api/v2/auth/login',
			body: { email: login.email, password: login.password },
		});
		const session = isSuccess(status) ? this.read(body, '') : undefined;
		if (session) return session;
		throw loginFailure(status, body);
	}

	private read(body: unknown, formerRefreshToken: string): Session | undefined {
		if (typeof body !== 'object' || body === null) return undefined;
		const { accessToken, refreshToken, expiresIn } = body as Record<string, unknown>;
		if (typeof accessToken !== 'string' || accessToken === '') return undefined;
		return {
			accessToken,
			refreshToken: typeof refreshToken === 'string' ? refreshToken : formerRefreshToken,
			renewAt: renewalTime(accessToken, expiresIn, this.now()),
		};
	}

	private account(binding: string): Account {
		const account = this.accounts.get(binding) ?? {};
		this.accounts.delete(binding);
		this.accounts.set(binding, account);
		const oldest = this.accounts.keys().next().value;
		if (this.accounts.size > MEMORY_LIMIT && oldest !== undefined) this.accounts.delete(oldest);
		return account;
	}
}

/** Only a 401 says that a token is dead; a server in trouble, or none at all, says nothing about it. */
async function isAlive({ accessToken }: Session, exchange: Exchange): Promise<boolean> {
	const request = { method: 'GET', path: '/api/v2/auth/me', accessToken } as const;
	return await exchange(request).then(
		({ status }) => status !== 401,
		() => true,
	);
}
