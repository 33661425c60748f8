import { createHash } from 'node:crypto';
import {
	type Exchange,
	type Login,
	LoginError,
	loginFailure,
	readSession,
	type Session,
	SessionContested,
} from './login';
import { isSuccess } from '../http/response';
import { BoundedMap } from '../boundedMap';

/**
 * The number of dead tokens to remember: a slow execution may still store one, or a request in
 * flight hold one.
 */
const LIMIT = 50;

/** Returns a text that identifies a token but cannot be used as one. */
export function tokenFingerprint(token: string): string {
	return createHash('sha256').update(token).digest('base64url');
}

/** The latest tokens of a kind; the oldest is dropped first. */
export class RecentTokens {
	private readonly tokens = new BoundedMap<true>(LIMIT);

	add(token: string): void {
		this.tokens.set(token, true);
	}

	delete(token: string): void {
		this.tokens.delete(token);
	}

	has(token: string): boolean {
		return this.tokens.get(token) === true;
	}
}

/**
 * Two sessions that end early within this time: another client logs in as often as this instance.
 */
const CONTEST_MS = 60_000;

/**
 * The access tokens of one login that the server called invalid, and those that another login
 * probably ended.
 */
export class EndedTokens {
	private readonly ended = new RecentTokens();
	private readonly contested = new RecentTokens();
	private readonly questions = new Map<string, Promise<boolean>>();
	private lastEnd = -Infinity;

	/** @param elapsed milliseconds of a monotonic clock */
	constructor(private readonly elapsed: () => number) {}

	/** Whether a token is known to have ended. */
	has(token: string): boolean {
		return this.ended.has(token);
	}

	/** Asks the server whether a token has ended; concurrent calls share one request. */
	async ask(token: string, exchange: Exchange): Promise<boolean> {
		if (this.has(token)) return true;
		let question = this.questions.get(token);
		if (!question) {
			question = this.findOut(token, exchange).finally(() => this.questions.delete(token));
			this.questions.set(token, question);
		}
		return await question;
	}

	/** Whether a request about a token is in flight. */
	isAsking(): boolean {
		return this.questions.size > 0;
	}

	/**
	 * Whether the previous session had ended early as well, less than a minute before this token's.
	 */
	isContested(token: string): boolean {
		return this.contested.has(token);
	}

	/** Records a token that was logged out, so that nothing has to be asked about it. */
	add(token: string): void {
		this.ended.add(token);
	}

	/**
	 * Records that the server issued a token again: JWTs with the same claims from the same second
	 * are identical.
	 */
	forget(token: string): void {
		this.ended.delete(token);
		this.contested.delete(token);
	}

	/**
	 * Checks a token at the server. Only a 401 means that it has ended; another error or no answer
	 * proves nothing.
	 */
	private async findOut(accessToken: string, exchange: Exchange): Promise<boolean> {
		const hasEnded = await exchange({ method: 'GET', path: '/api/v2/auth/me', accessToken }).then(
			({ status }) => status === 401,
			() => false,
		);
		if (hasEnded) this.note(accessToken);
		return hasEnded;
	}

	private note(token: string): void {
		const now = this.elapsed();
		if (now - this.lastEnd < CONTEST_MS) this.contested.add(token);
		this.lastEnd = now;
		this.ended.add(token);
	}
}

/** The pause after a rejected login; each further rejection of the same login data doubles it. */
const FIRST_PAUSE_MS = 30_000;

/**
 * The longest pause: a schedule that runs each minute attempts a wrong password four times an hour,
 * and an account that KillB has unlocked is noticed within this time.
 */
const LONGEST_PAUSE_MS = 900_000;

/** The longest pause that is kept at the server's request, because no user could end it earlier. */
const LONGEST_REQUESTED_PAUSE_MS = 60_000;

/**
 * The failed logins of one set of login data. They pause further attempts, so that repeated runs
 * don't lock the account.
 *
 * A run of many items, Retry On Fail, a schedule and the credential's Test button all share it. The
 * button too, although the user may just have had the account unlocked: before there is a session,
 * n8n tells a credential neither which node calls it nor why. A password that is still wrong would
 * lock the account again for everyone, while waiting costs 15 minutes at most. Another password is
 * other login data, and a restart of n8n clears it.
 */
class FailedLogins {
	private rejections = 0;
	private latest: { error: LoginError; until: number } | undefined;

	/**
	 * Records a failed login.
	 * @param now milliseconds of a monotonic clock, as in `current`
	 */
	note(error: LoginError, now: number): void {
		const { verdict } = error;
		// The password was not checked, and another API key does not change the login data.
		if (verdict === 'blocked') return;
		if (verdict === 'transient') {
			const until = now + Math.min(error.retryAfterMs ?? 0, LONGEST_REQUESTED_PAUSE_MS);
			// A failed refresh must not end the pause of a rejected login.
			if (!this.latest || this.latest.until <= until) this.latest = { error, until };
			return;
		}
		// A URL without a login says nothing about the account, so the pause does not grow.
		const doublings = verdict === 'rejected' ? this.rejections++ : 0;
		const pause = Math.min(FIRST_PAUSE_MS * 2 ** doublings, LONGEST_PAUSE_MS);
		this.latest = { error, until: now + pause };
	}

	forget(): void {
		this.rejections = 0;
		this.latest = undefined;
	}

	/**
	 * Returns the error to throw instead of a login, while one is paused.
	 * @param wallTime Unix time in milliseconds, for the time in the message
	 */
	current(now: number, wallTime: number): LoginError | undefined {
		if (!this.latest || this.latest.until <= now) return undefined;
		const { error, until } = this.latest;
		if (error.verdict === 'transient') {
			return new LoginError(error.errorCode, error.message, error.verdict, until - now);
		}
		const next = new Date(wallTime + until - now).toISOString();
		return new LoginError(
			error.errorCode,
			`${error.message} Login attempts are paused until ${next}. A corrected email or password is tried immediately. If KillB has unlocked the account, wait until then.`,
			error.verdict,
		);
	}
}

/**
 * The largest clock difference between two machines that is tolerated when sessions are compared.
 */
const CLOCK_ERROR_MS = 300_000;

/** Why a session is requested. */
export interface RenewalCause {
	/** a request was already sent with the stale token, and failed */
	wasSent?: boolean;
	/** the user wants a new session, even if the old one is valid */
	isForced?: boolean;
	/** the caller retries the request soon if it is not sent now */
	isSentAgain?: boolean;
}

/** The session of one set of login data in this process, one login in flight. */
class AccountSession {
	/** how often a session was fetched, by login or refresh */
	renewals = 0;

	private inFlight: Promise<Session> | undefined;
	private latest: Session | undefined;
	/** milliseconds until a session has to be renewed, from the latest one that was fetched here */
	private lifetime = Infinity;
	private readonly failures = new FailedLogins();
	private readonly ended = new EndedTokens(() => this.elapsed());
	/** refresh tokens that were used or rejected: using one again would fail or look like theft */
	private readonly used = new RecentTokens();
	private failedRefresh: string | undefined;
	/** sessions whose logout was sent and not yet confirmed */
	private leaving: Session[] = [];

	/**
	 * See Sessions. `now` is compared with stored sessions and the server's dates; `elapsed` measures
	 * durations.
	 */
	constructor(
		private readonly now: () => number,
		private readonly elapsed: () => number,
	) {}

	/** Whether a request waits for its session, or a failed login pauses it. */
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

	/** See Sessions.noteLogout. */
	noteLogout(session: Session): void {
		this.leaving = [...this.leaving.slice(1 - LIMIT), session];
	}

	/** See Sessions.endLoggedOut. */
	endLoggedOut(): void {
		this.leaving.forEach((session) => this.end(session));
		this.leaving = [];
	}

	/** See Sessions.noteEnded. */
	noteEnded(fingerprint: string): void {
		if (this.latest && tokenFingerprint(this.latest.accessToken) === fingerprint) {
			this.end(this.latest);
		}
	}

	private end({ accessToken, refreshToken }: Session): void {
		this.ended.add(accessToken);
		this.used.add(refreshToken);
		if (this.latest?.accessToken === accessToken) this.latest = undefined;
	}

	/**
	 * Whether the caller has to keep its session. n8n's HTTP Request node requests a new session
	 * after every failure, whatever its reason, and with a new one it would repeat the request, even
	 * a payment (n8n.md 1.2). So once a request was sent with a session, only the server can declare
	 * it ended. A token that has expired since would be called invalid too, although the request
	 * failed for another reason: the next request renews it.
	 */
	private async mustKeep(stale: Session, wasSent: boolean, exchange: Exchange): Promise<boolean> {
		if (stale.renewAt <= this.now()) return wasSent;
		return !(await this.ended.ask(stale.accessToken, exchange));
	}

	/**
	 * Returns the later-issued session, the caller's or this process's, by their expiry. A session
	 * issued while a clock was ahead would win for too long, so an expiry later than that of a new
	 * session does not count.
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
		const paused = this.failures.current(this.elapsed(), this.now());
		if (paused?.isTransient) throw paused;
		try {
			this.latest =
				(former && (await this.refresh(former.refreshToken, exchange))) ??
				(await this.logIn(login, paused, exchange));
		} catch (error) {
			if (error instanceof LoginError && error !== paused)
				this.failures.note(error, this.elapsed());
			throw error;
		}
		this.lifetime = this.latest.renewAt - this.now();
		this.ended.forget(this.latest.accessToken);
		this.renewals++;
		return this.latest;
	}

	/**
	 * Refreshes the session.
	 * @returns undefined when a login is needed
	 */
	private async refresh(refreshToken: string, exchange: Exchange): Promise<Session | undefined> {
		if (refreshToken === '' || this.used.has(refreshToken)) return undefined;
		const answer = await exchange({
			method: 'POST',
			path: '/api/v2/auth/refresh',
			body: { refreshToken },
		});
		const { status, body } = answer;
		if (status === 429 || (status >= 500 && this.failedRefresh !== refreshToken)) {
			// A login would most likely fail too, count as a wrong one, or end another instance's
			// session. But KillB documents only 400 and 500 for a refresh (killb.md 2.3), so a second 500
			// may mean that KillB rejects the token.
			if (status !== 429) this.failedRefresh = refreshToken;
			throw loginFailure(answer, this.now());
		}
		const session = isSuccess(status) ? readSession(body, refreshToken, this.now()) : undefined;
		if (session?.refreshToken !== refreshToken) this.used.add(refreshToken);
		return session;
	}

	private async logIn(
		{ email, password }: Login,
		paused: LoginError | undefined,
		exchange: Exchange,
	): Promise<Session> {
		if (paused) throw paused;
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
 * Accounts kept in memory per process; the account unused for longest is dropped first, unless it
 * is in use.
 */
const MEMORY_LIMIT = 200;

/**
 * The sessions of one process, one login in flight per account.
 *
 * n8n requests a new session for every request that found the old one stale (n8n.md 1.3: 20 items,
 * 20 logins). All of them share the login in flight, or get the session that was fetched since they
 * read theirs.
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
	 * Returns a session to use instead of a stale one.
	 *
	 * @param stale the caller's session; undefined at the first login
	 * @returns undefined when the caller keeps its own: it is still valid, or must not be replaced
	 *   for this request
	 * @throws SessionContested when the caller should wait for another process's session; LoginError
	 *   when the login fails; whatever `exchange` rejects with when there is no answer
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
	 * Records a session that a request found in n8n's store. If another process fetched it later than
	 * this one did, it becomes the current session.
	 * @param binding of the login that the session belongs to
	 * @returns whether it may be attached; false for one that the server has rejected
	 */
	mayAttach(binding: string, session: Session): boolean {
		return this.account(binding).mayAttach(session);
	}

	/** Records that a logout is sent with a session. */
	noteLogout(binding: string, session: Session): void {
		this.account(binding).noteLogout(session);
	}

	/** Records that the server has confirmed a logout: neither of its tokens is used again. */
	endLoggedOut(binding: string): void {
		this.account(binding).endLoggedOut();
	}

	/**
	 * Records that another process logged out a session.
	 * @param fingerprint of its access token
	 */
	noteEnded(binding: string, fingerprint: string): void {
		this.account(binding).noteEnded(fingerprint);
	}

	/** Returns how often this process fetched a session of this login, by login or refresh. */
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
