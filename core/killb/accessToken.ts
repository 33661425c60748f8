import { parseJson } from '../http/json';

/** The times inside a JWT, in Unix seconds. Its signature is the server's business: it is not checked here. */
export interface TokenTimes {
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

/** One hour, the documented life of an access token (killb.md 2.1); used when an answer names none. */
const DOCUMENTED_LIFETIME_MS = 3_600_000;

/** A token is renewed this long before it runs out, or at a tenth of its life where that is shorter. */
const LONGEST_LEEWAY_MS = 60_000;

/**
 * When a token that was just received should be renewed, by this machine's clock.
 *
 * Counted from its arrival and its length of life, not from `exp`, so that a clock that is off costs nothing.
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
