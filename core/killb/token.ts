import { parseJson } from '../json';

/**
 * The times inside a JWT, in Unix seconds. Its signature is the server's business: it is not
 * checked here.
 */
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
 * One hour, the documented life of an access token (killb.md 2.1); used when an answer names none.
 */
const DOCUMENTED_LIFETIME_MS = 3_600_000;

/**
 * A token is renewed this long before it runs out, or at a tenth of its life where that is shorter.
 */
const LONGEST_LEEWAY_MS = 60_000;

/**
 * When a token that was just received should be renewed, by this machine's clock.
 *
 * Counted from its arrival and its length of life, not from `exp`, so that a clock that is off
 * costs nothing.
 * @param expiresIn the answer's own figure, milliseconds (killb.md 2.1)
 * @param now Unix time in milliseconds
 * @returns Unix time in milliseconds
 */
export function renewalTime(token: string, expiresIn: unknown, now: number): number {
	const lifetime = positive(Number(expiresIn)) ?? lifetimeOf(token) ?? DOCUMENTED_LIFETIME_MS;
	return now + lifetime - Math.min(LONGEST_LEEWAY_MS, lifetime / 10);
}

/**
 * When a token of unknown arrival should be renewed: by its own `exp`; never, if it has none.
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
	 * Unix time in milliseconds, by this machine's clock, from which the token is renewed before it
	 * is used
	 */
	renewAt: number;
}

/** What KillB answered to a login, a refresh, or the question who is logged in. */
export interface LoginAnswer {
	status: number;
	/** names in lower case */
	headers?: Readonly<Record<string, string>>;
	/** parsed JSON; for anything else its text */
	body: unknown;
	/** The body was larger than any session, and was not read. */
	isTooLarge?: boolean;
}

/**
 * One HTTP exchange with KillB; it resolves for every status and rejects only when there was no
 * answer, with a NotSent.
 */
export type Exchange = (request: {
	method: 'GET' | 'POST';
	path: string;
	body?: Record<string, unknown>;
	accessToken?: string;
}) => Promise<LoginAnswer>;

/**
 * The session in the answer to a login or a refresh (killb.md 2.2 and 2.3); undefined where there
 * is no access token in it.
 * @param formerRefreshToken stays in use where the answer brings no other; KillB documents that it
 *   does
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
 * Tokens of no use that may still come up: stored by a slow execution, or held by a request on its
 * way.
 */
const LIMIT = 50;

/** The latest of a kind of token; the oldest goes first. */
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
 * Two sessions that end before their time within this many milliseconds: somebody else logs in as
 * often as this n8n does.
 */
const CONTEST_MS = 60_000;

/**
 * The access tokens of one login that the server itself called invalid, and which of them another
 * login is likely to have ended.
 */
export class EndedTokens {
	private readonly ended = new RecentTokens();
	private readonly contested = new RecentTokens();
	private readonly questions = new Map<string, Promise<boolean>>();
	private lastEnd = -Infinity;

	/** @param elapsed milliseconds of a monotonic clock */
	constructor(private readonly elapsed: () => number) {}

	/** Whether it is known without asking. */
	has(token: string): boolean {
		return this.ended.has(token);
	}

	/** Asks the server whether a token has ended, once for all who ask at the same time. */
	async ask(token: string, exchange: Exchange): Promise<boolean> {
		if (this.has(token)) return true;
		let question = this.questions.get(token);
		if (!question) {
			question = this.findOut(token, exchange).finally(() => this.questions.delete(token));
			this.questions.set(token, question);
		}
		return await question;
	}

	/** Whether the server is being asked about one. */
	isAsking(): boolean {
		return this.questions.size > 0;
	}

	/**
	 * Whether the session before that of this token had ended early as well, less than a minute
	 * before.
	 */
	isContested(token: string): boolean {
		return this.contested.has(token);
	}

	/**
	 * Notes that the server has issued a token anew: a JWT that is made of the same facts in the same
	 * second is the same text.
	 */
	forget(token: string): void {
		this.ended.delete(token);
		this.contested.delete(token);
	}

	/**
	 * Only a 401 says that a token is dead; a server in trouble, or none at all, says nothing about
	 * it.
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
