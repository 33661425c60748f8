import { parseJson } from '../json';

/** The times inside a JWT, in Unix seconds. Only the server checks its signature. */
interface TokenTimes {
	expiresAt?: number;
	issuedAt?: number;
}

/** Reads `exp` and `iat`; a token that is not a readable JWT has neither. Never throws. */
export function tokenTimes(token: string): TokenTimes {
	const payload = token.split('.')[1];
	if (payload === undefined) return {};
	const claims = parseJson(Buffer.from(payload, 'base64url').toString('utf8'));
	if (!claims.ok || typeof claims.value !== 'object' || claims.value === null) return {};
	const { exp, iat } = claims.value as Record<string, unknown>;
	return {
		...(typeof exp === 'number' && Number.isFinite(exp) ? { expiresAt: exp } : {}),
		...(typeof iat === 'number' && Number.isFinite(iat) ? { issuedAt: iat } : {}),
	};
}

/**
 * One hour, the documented lifetime of an access token (killb.md 2.1); used when an answer names
 * none.
 */
const DOCUMENTED_LIFETIME_MS = 3_600_000;

/**
 * A token is renewed this long before it expires, or a tenth of its lifetime where that is shorter.
 */
const LONGEST_LEEWAY_MS = 60_000;

/**
 * Returns when a token that was just received should be renewed, by this machine's clock.
 *
 * Computed from its arrival and lifetime, not from `exp`, so that a wrong clock does not matter.
 * @param expiresIn from the answer, in milliseconds (killb.md 2.1)
 * @param now Unix time in milliseconds
 * @returns Unix time in milliseconds
 */
export function renewalTime(token: string, expiresIn: unknown, now: number): number {
	const lifetime = positive(Number(expiresIn)) ?? lifetimeOf(token) ?? DOCUMENTED_LIFETIME_MS;
	return now + lifetime - Math.min(LONGEST_LEEWAY_MS, lifetime / 10);
}

/**
 * Returns when a token of unknown arrival should be renewed: by its `exp`, or never without one.
 * @returns Unix time in milliseconds
 */
export function renewalTimeByClaim(token: string): number {
	const { expiresAt } = tokenTimes(token);
	if (expiresAt === undefined) return Infinity;
	return expiresAt * 1000 - Math.min(LONGEST_LEEWAY_MS, (lifetimeOf(token) ?? Infinity) / 10);
}

function lifetimeOf(token: string): number | undefined {
	const { expiresAt, issuedAt } = tokenTimes(token);
	if (expiresAt === undefined || issuedAt === undefined) return undefined;
	return positive((expiresAt - issuedAt) * 1000);
}

function positive(value: number): number | undefined {
	return Number.isFinite(value) && value > 0 ? value : undefined;
}

/** A logged-in session. */
export interface Session {
	accessToken: string;
	refreshToken: string;
	/**
	 * when to renew the token before it is used, as Unix time in milliseconds by this machine's clock
	 */
	renewAt: number;
}

/** KillB's answer to a login, a refresh or a session check. */
export interface LoginAnswer {
	status: number;
	/** names in lower case */
	headers?: Readonly<Record<string, string>>;
	/** parsed JSON, or the text of anything else */
	body: unknown;
	/** true if the body was larger than any session and was not read */
	isTooLarge?: boolean;
}

/**
 * One HTTP exchange with KillB. It resolves for every status and rejects with NotSent only when
 * there was no answer.
 */
export type Exchange = (request: {
	method: 'GET' | 'POST';
	path: string;
	body?: Record<string, unknown>;
	accessToken?: string;
}) => Promise<LoginAnswer>;

/**
 * Reads the session in the answer to a login or a refresh (killb.md 2.2 and 2.3); undefined without
 * an access token.
 * @param formerRefreshToken kept where the answer has no other, as KillB documents
 * @param now Unix time in milliseconds
 */
export function readSession(
	body: unknown,
	formerRefreshToken: string,
	now: number,
): Session | undefined {
	if (typeof body !== 'object' || body === null) return undefined;
	const { accessToken, refreshToken, expiresIn } = body as Record<string, unknown>;
	if (typeof accessToken !== 'string' || accessToken === '') return undefined;
	return {
		accessToken,
		refreshToken: typeof refreshToken === 'string' ? refreshToken : formerRefreshToken,
		renewAt: renewalTime(accessToken, expiresIn, now),
	};
}

/**
 * The number of dead tokens to remember: a slow execution may still store one, or a request in
 * flight hold one.
 */
const LIMIT = 50;

/** The latest tokens of a kind; the oldest is dropped first. */
export class RecentTokens {
	private readonly tokens = new Set<string>();

	add(token: string): void {
		this.tokens.delete(token);
		this.tokens.add(token);
		const oldest = this.tokens.values().next().value;
		if (this.tokens.size > LIMIT && oldest !== undefined) this.tokens.delete(oldest);
	}

	delete(token: string): void {
		this.tokens.delete(token);
	}

	has(token: string): boolean {
		return this.tokens.has(token);
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
