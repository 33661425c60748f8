import { LoginError, loginFailure, SessionContested } from './loginFailure';
import { isSuccess } from '../http/response';
import { EndedTokens, type Exchange, readSession, RecentTokens, type Session } from './token';
import type { Login } from './login';
import { BoundedMap } from '../boundedMap';

/** The pause after a refusal; each further refusal of the same login data doubles it. */
const FIRST_PAUSE_MS = 30_000;

/**
 * The longest pause: a schedule that runs each minute tries a wrong password four times an hour,
 * and an account that KillB has unlocked is found within it.
 */
const LONGEST_PAUSE_MS = 900_000;

/**
 * What a server asks for is honoured no longer than this: nobody could try earlier, whatever
 * happened since.
 */
const LONGEST_ASKED_MS = 60_000;

/**
 * The failed logins of one set of login data, so that nothing that runs again and again locks the
 * account.
 *
 * A run of many items, Retry On Fail, a schedule and the credential's Test button all share it. The
 * button too, though its user may just have had the account unlocked: n8n tells a credential
 * neither which node asks nor why, before there is a session; and a password that is still wrong
 * would lock the account anew, for everybody, while waiting costs 15 minutes at most. Another
 * password is other login data, and a restart of n8n forgets.
 */
class FailedLogins {
	private refusals = 0;
	private latest: { error: LoginError; until: number } | undefined;

	/** @param now milliseconds of a monotonic clock, as in `current` */
	note(error: LoginError, now: number): void {
		const { verdict } = error;
		if (verdict === 'transient') {
			this.latest = { error, until: now + Math.min(error.retryAfterMs ?? 0, LONGEST_ASKED_MS) };
			return;
		}
		// An address where no login is answers nothing about the account: no reason to stay away for
		// longer each time.
		const doublings = verdict === 'refused' ? this.refusals++ : 0;
		const pause = Math.min(FIRST_PAUSE_MS * 2 ** doublings, LONGEST_PAUSE_MS);
		this.latest = { error, until: now + pause };
	}

	forget(): void {
		this.refusals = 0;
		this.latest = undefined;
	}

	/**
	 * Why there is to be no login now, if so.
	 * @param wallTime Unix time in milliseconds, for people: by it the message says from when on
	 */
	current(now: number, wallTime: number): LoginError | undefined {
		if (!this.latest || this.latest.until <= now) return undefined;
		const { error, until } = this.latest;
		if (error.verdict === 'transient') {
			return new LoginError(error.message, error.verdict, until - now);
		}
		const next = new Date(wallTime + until - now).toISOString();
		return new LoginError(
			`${error.message} It was not tried again now: this login data is tried again from ${next} on. Corrected login data is tried at once; if KillB has unlocked the account meanwhile, wait until then.`,
			error.verdict,
		);
	}
}

/**
 * How far the clocks of two machines may be apart before the end of a session tells more than that.
 */
const CLOCK_ERROR_MS = 300_000;

/** Why a session is asked for. */
export interface RenewalCause {
	/** a request already went out with the stale token, and failed */
	wasSent?: boolean;
	/** a person asked for a new session, whatever the old one is worth */
	isForced?: boolean;
	/** the request comes again in a moment when it is not sent now */
	isSentAgain?: boolean;
}

/** The session of one set of login data in this process, one login in flight. */
class AccountSession {
	/** how often a session was fetched, by login or refresh */
	renewals = 0;

	private inFlight: Promise<Session> | undefined;
	private latest: Session | undefined;
	/** milliseconds until a session has to be renewed, as the latest that was fetched here told */
	private lifetime = Infinity;
	private readonly failures = new FailedLogins();
	private readonly ended = new EndedTokens(() => this.elapsed());
	/**
	 * refresh tokens that were used up or refused: another use would be for nothing, or be taken for
	 * theft
	 */
	private readonly used = new RecentTokens();
	private failedRefresh: string | undefined;

	/**
	 * See Sessions: of the two clocks, stored sessions and the server's dates need the first, lengths
	 * of time the second.
	 */
	constructor(
		private readonly now: () => number,
		private readonly elapsed: () => number,
	) {}

	/** Whether somebody waits for a session of it, or a failed login is not to be tried again yet. */
	isInUse(): boolean {
		return (
			this.inFlight !== undefined ||
			this.ended.isAsking() ||
			this.failures.current(this.elapsed(), this.now()) !== undefined
		);
	}

	/** See Sessions.renew. */
	async renew(
		login: Login,
		stale: Session | undefined,
		exchange: Exchange,
		{ wasSent = false, isForced = false, isSentAgain = false }: RenewalCause,
	): Promise<Session | undefined> {
		if (isForced) return await this.fetchOnce(login, stale, exchange);
		if (stale && (await this.mustKeep(stale, wasSent, exchange))) return undefined;
		const newest = this.newest(stale);
		if (newest && newest !== stale && this.isUsable(newest)) return newest;
		const isContested = stale && wasSent && this.ended.isContested(stale.accessToken);
		if (isContested && isSentAgain && !this.inFlight) throw new SessionContested();
		return await this.fetchOnce(login, newest, exchange);
	}

	/** See Sessions.mayAttach. */
	mayAttach(session: Session): boolean {
		if (this.ended.has(session.accessToken)) return false;
		this.latest = this.newest(session);
		return true;
	}

	/**
	 * Whether the caller has to go on with what it holds. n8n's HTTP Request node asks for a new
	 * session after every failure, whatever its reason, and would repeat the request, a payment
	 * included, if it got one (n8n.md 1.2). So only the server's own word ends a session with which a
	 * request went out. A token that ran out since then would be called invalid too, though the
	 * request failed for another reason: the next request renews it.
	 */
	private async mustKeep(stale: Session, wasSent: boolean, exchange: Exchange): Promise<boolean> {
		if (stale.renewAt <= this.now()) return wasSent;
		return !(await this.ended.ask(stale.accessToken, exchange));
	}

	/**
	 * Of the caller's session and this process's own the one that was issued later, as far as their
	 * ends tell. One that was issued while a clock was ahead would win for as long: an end that is
	 * further away than that of a session which KillB gives now does not count.
	 */
	private newest(stale: Session | undefined): Session | undefined {
		if (!this.latest || !stale) return this.latest ?? stale;
		const isFarAway = ({ renewAt }: Session) =>
			renewAt - this.now() > this.lifetime + CLOCK_ERROR_MS;
		if (isFarAway(stale) !== isFarAway(this.latest)) {
			return isFarAway(stale) ? this.latest : stale;
		}
		return this.latest.renewAt > stale.renewAt ? this.latest : stale;
	}

	private isUsable({ accessToken, renewAt }: Session): boolean {
		return renewAt > this.now() && !this.ended.has(accessToken);
	}

	private async fetchOnce(
		login: Login,
		former: Session | undefined,
		exchange: Exchange,
	): Promise<Session> {
		this.inFlight ??= this.fetchSession(login, former, exchange).finally(() => {
			this.inFlight = undefined;
		});
		return await this.inFlight;
	}

	private async fetchSession(
		login: Login,
		former: Session | undefined,
		exchange: Exchange,
	): Promise<Session> {
		const held = this.failures.current(this.elapsed(), this.now());
		if (held?.isTransient) throw held;
		try {
			this.latest =
				(former && (await this.refresh(former.refreshToken, exchange))) ??
				(await this.logIn(login, held, exchange));
		} catch (error) {
			if (error instanceof LoginError && error !== held) this.failures.note(error, this.elapsed());
			throw error;
		}
		this.lifetime = this.latest.renewAt - this.now();
		this.ended.forget(this.latest.accessToken);
		this.renewals++;
		return this.latest;
	}

	/** @returns nothing when there is no way round a login */
	private async refresh(refreshToken: string, exchange: Exchange): Promise<Session | undefined> {
		if (refreshToken === '' || this.used.has(refreshToken)) return undefined;
		const answer = await exchange({
			method: 'POST',
			path: '/api/v2/auth/refresh',
			body: { refreshToken },
		});
		const { status, body } = answer;
		if (status === 429 || (status >= 500 && this.failedRefresh !== refreshToken)) {
			// A login would most likely fail too, count as a wrong one, or end the session of another
			// n8n. But KillB documents 400 and 500 alone for a refresh (killb.md 2.3): whoever gets a 500
			// twice may hold a token that is refused in this way.
			if (status !== 429) this.failedRefresh = refreshToken;
			throw loginFailure(answer, this.now());
		}
		const session = isSuccess(status) ? readSession(body, refreshToken, this.now()) : undefined;
		if (session?.refreshToken !== refreshToken) this.used.add(refreshToken);
		return session;
	}

	private async logIn(
		{ email, password }: Login,
		held: LoginError | undefined,
		exchange: Exchange,
	): Promise<Session> {
		if (held) throw held;
		const answer = await exchange({
			method: 'POST',
			path: '/api/v2/auth/login',
			body: { email, password },
		});
		const session = isSuccess(answer.status) && readSession(answer.body, '', this.now());
		if (!session) throw loginFailure(answer, this.now());
		this.failures.forget();
		return session;
	}
}

/**
 * Accounts kept in memory per process; of those that nothing depends on the longest unused goes
 * first.
 */
const MEMORY_LIMIT = 200;

/**
 * The sessions of one process, one login in flight per account.
 *
 * n8n asks for a new session once for every request that found the old one stale (n8n.md 1.3: 20
 * items, 20 logins); all of them get the one that is being fetched, or the one that was fetched
 * since they read theirs.
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
		private readonly now: () => number = () => Date.now(),
		private readonly elapsed: () => number = () => performance.now(),
	) {}

	/**
	 * A session to use instead of a stale one.
	 *
	 * @param stale what the caller holds, absent at the first login
	 * @returns nothing when the caller is to go on with its own: it is still good, or may not be
	 *   exchanged for this request
	 * @throws SessionContested when another process's session is to be awaited; LoginError when there
	 *   is no session to be had; whatever `exchange` rejects with when there is no answer
	 */
	async renew(
		login: Login,
		stale: Session | undefined,
		exchange: Exchange,
		cause: RenewalCause = {},
	): Promise<Session | undefined> {
		return await this.account(login.fingerprint).renew(login, stale, exchange, cause);
	}

	/**
	 * Notes a session that a request found in n8n's store: where another process fetched it later
	 * than this one did, it is the one to go on with.
	 * @param binding of the login that the session belongs to
	 * @returns whether it may be carried; false for one that the server is known to refuse
	 */
	mayAttach(binding: string, session: Session): boolean {
		return this.account(binding).mayAttach(session);
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

/** One for the whole process: every execution of an account shares its login. */
export const sharedSessions = new Sessions();
