import { randomBytes, randomUUID } from 'node:crypto';
import { sign, TokenExpiredError, verify } from 'jsonwebtoken';
import type { Settings } from '../shared/settings';
import type { Clock } from '../shared/time';
import { KillBError } from './errors';

interface Tokens {
	accessToken: string;
	/** Milliseconds (killb.md 2.1). */
	expiresIn: number;
	refreshToken: string;
}

export interface Claims {
	sub: string;
	sid: string;
	jti: string;
	use: 'access' | 'refresh';
	/** How often access tokens had been expired when this one was issued. */
	expiries: number;
	iat: number;
	exp: number;
}

/**
 * Sessions by login. Both tokens are JWTs, like the vendor's samples; their claims are the
 * sandbox's own choice, except for `iat`, `exp` and `origin`, which `/auth/me` documents.
 */
export class Sessions {
	private readonly key = randomBytes(32);
	/** Session id -> the ids of the refresh tokens that still work. */
	private readonly open = new Map<string, Set<string>>();
	private expiries = 0;

	constructor(private readonly clock: Clock) {}

	start(subject: string, settings: Settings['tokens']): Tokens {
		if (settings.singleSession) this.open.clear();
		const sid = randomUUID();
		this.open.set(sid, new Set());
		return this.issue(subject, sid, settings);
	}

	/**
	 * @throws KillBError 401 AUTH.0002 for an expired token, AUTH.0003 for any other that does not
	 * work
	 */
	refresh(refreshToken: string, settings: Settings['tokens']): Tokens {
		const { sub, sid, jti } = this.verify(refreshToken, 'refresh');
		const usable = this.open.get(sid);
		if (usable === undefined || !usable.has(jti)) throw invalidToken();
		if (settings.rotateRefreshTokens) usable.delete(jti);
		return this.issue(sub, sid, settings);
	}

	/** @throws KillBError 401 AUTH.0002 or AUTH.0003 */
	check(accessToken: string): Claims {
		const claims = this.verify(accessToken, 'access');
		if (claims.expiries < this.expiries) throw expiredToken();
		if (!this.open.has(claims.sid)) throw invalidToken();
		return claims;
	}

	end(sid: string): void {
		this.open.delete(sid);
	}

	/** Access tokens issued so far count as expired. */
	expire(): void {
		this.expiries += 1;
	}

	/** Revokes all tokens: access and refresh, or refresh tokens only. */
	revoke(what: 'all' | 'refresh'): void {
		if (what === 'all') this.open.clear();
		else for (const usable of this.open.values()) usable.clear();
	}

	private issue(sub: string, sid: string, settings: Settings['tokens']): Tokens {
		const refreshId = randomUUID();
		this.open.get(sid)?.add(refreshId);
		return {
			accessToken: this.sign(sub, sid, randomUUID(), 'access', settings.lifetimeSeconds),
			expiresIn: settings.lifetimeSeconds * 1000,
			refreshToken: this.sign(sub, sid, refreshId, 'refresh', settings.refreshLifetimeSeconds),
		};
	}

	private sign(sub: string, sid: string, jti: string, use: Claims['use'], seconds: number): string {
		const iat = this.clock.seconds();
		const claims: Claims & { origin: string } = {
			sub,
			sid,
			jti,
			use,
			expiries: this.expiries,
			origin: 'API',
			iat,
			exp: iat + seconds,
		};
		return sign(claims, this.key, { algorithm: 'HS256' });
	}

	private verify(token: string, use: Claims['use']): Claims {
		let claims: Claims;
		try {
			claims = verify(token, this.key, {
				algorithms: ['HS256'],
				clockTimestamp: this.clock.seconds(),
			}) as unknown as Claims;
		} catch (error) {
			throw error instanceof TokenExpiredError ? expiredToken() : invalidToken();
		}
		if (claims.use !== use) throw invalidToken();
		return claims;
	}
}

function expiredToken(): KillBError {
	return new KillBError(401, 'AUTH.0002', ['Token expired']);
}

export function invalidToken(): KillBError {
	return new KillBError(401, 'AUTH.0003', ['Invalid token']);
}
