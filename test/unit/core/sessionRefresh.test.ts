import { NotSent } from '../../../core/http/networkError';
import type { Exchange, Session } from '../../../core/killb/login';
import { Sessions } from '../../../core/killb/session';
import { login, server, stale } from './killbLogins';

const HOUR = 3_600_000;

/** Sessions by a clock that the test moves; each renewal has the cause given by the test. */
function begin(answers: Parameters<typeof server>[0] = {}) {
	const service = server(answers);
	const clock = { now: 1_000_000 };
	const sessions = new Sessions(
		() => clock.now,
		() => clock.now,
	);
	const renew = async (
		held: Session | undefined,
		cause: Parameters<Sessions['renew']>[3] = {},
		exchange: Exchange = service.exchange,
	) => await sessions.renew(login, held, exchange, cause);
	/** A session from KillB, as n8n would have stored it. */
	const logIn = async () => {
		const session = await renew(undefined);
		service.requested.length = 0;
		return session as Session;
	};
	return { ...service, clock, sessions, renew, logIn };
}

describe('the rotation of refresh tokens', () => {
	it('uses the newest refresh token next', async () => {
		const { requested, clock, logIn, refreshTokens, renew } = begin();
		const first = await logIn();
		clock.now += HOUR;
		const second = (await renew(first)) as Session;
		clock.now += HOUR;
		await renew(second);
		expect(requested).toEqual(['refresh', 'refresh']);
		expect(refreshTokens).toEqual([first.refreshToken, second.refreshToken]);
	});

	it('gives an execution with the old session the new one', async () => {
		const { requested, clock, logIn, renew } = begin();
		const first = await logIn();
		clock.now += HOUR;
		const second = await renew(first);
		expect(await renew(first)).toEqual(second);
		expect(requested).toEqual(['refresh']);
	});

	it('never reuses a refresh token, even after the session it created expired', async () => {
		const { requested, clock, logIn, refreshTokens, renew } = begin();
		const first = await logIn();
		clock.now += HOUR;
		const second = (await renew(first)) as Session;
		clock.now += HOUR;
		await renew(first);
		expect(requested).toEqual(['refresh', 'refresh']);
		expect(refreshTokens.at(-1)).toBe(second.refreshToken);
	});

	it('keeps the old refresh token if the response has no new one', async () => {
		const { clock, renew } = begin();
		const refreshTokens: unknown[] = [];
		const exchange: Exchange = async ({ body }) => {
			refreshTokens.push(body?.refreshToken);
			return await Promise.resolve({
				status: 201,
				body: { accessToken: `a${refreshTokens.length}`, expiresIn: HOUR },
			});
		};
		const next = (await renew(stale, {}, exchange)) as Session;
		clock.now += HOUR;
		await renew(next, {}, exchange);
		expect(refreshTokens).toEqual(['oldRefresh', 'oldRefresh']);
	});
});

describe('a failed refresh', () => {
	it('is not retried with a rejected token', async () => {
		const { answers, requested, renew } = begin({ refresh: 400, login: 503 });
		await expect(renew(stale)).rejects.toThrow(/could not log in/);
		delete answers.login;
		await renew(stale);
		expect(requested).toEqual(['refresh', 'login', 'login']);
	});

	it('does not cause a login during an outage or without a response', async () => {
		const { requested, renew } = begin({ refresh: 503 });
		await expect(renew(stale)).rejects.toMatchObject({ isTransient: true });
		const noResponse: Exchange = async () =>
			await Promise.reject(new NotSent('UNREACHABLE', 'no answer', true));
		await expect(renew(stale, {}, noResponse)).rejects.toThrow('no answer');
		expect(requested).toEqual(['refresh']);
	});

	it('leads to a login if the server fails twice over the same token', async () => {
		const { requested, renew } = begin({ refresh: 500 });
		await expect(renew(stale)).rejects.toMatchObject({ isTransient: true });
		expect(await renew(stale)).toBeDefined();
		expect(requested).toEqual(['refresh', 'refresh', 'login']);
	});

	it('never leads to a login because of a 429', async () => {
		const { requested, renew } = begin({ refresh: 429 });
		for (let time = 0; time < 3; time++) {
			await expect(renew(stale)).rejects.toMatchObject({ isTransient: true });
		}
		expect(requested).toEqual(['refresh', 'refresh', 'refresh']);
	});

	it('leads to a login if the response has no token', async () => {
		const { requested, exchange, renew } = begin();
		const foreign: Exchange = async (request) => {
			if (!request.path.endsWith('refresh')) return await exchange(request);
			return await Promise.resolve({ status: 200, body: '<html>' });
		};
		expect(await renew(stale, {}, foreign)).toMatchObject({ accessToken: 'access1' });
		expect(requested).toEqual(['login']);
	});
});

describe('a session that another instance may have fetched', () => {
	it('is not replaced by an older one of this process', async () => {
		const { answers, requested, clock, logIn, renew } = begin({ me: 401 });
		await logIn();
		clock.now += 1000;
		const theirs = { accessToken: 'theirs', refreshToken: 'theirs', renewAt: clock.now + HOUR };
		expect(await renew(theirs, { wasSent: true })).toMatchObject({ accessToken: 'access2' });
		expect(requested).toEqual(['me', 'refresh']);
		expect(answers).toEqual({ me: 401 });
	});

	it('is replaced by a newer one of this process, without a request', async () => {
		const { requested, clock, logIn, renew } = begin({ me: 401 });
		const theirs = {
			accessToken: 'theirs',
			refreshToken: 'theirs',
			renewAt: clock.now + HOUR / 2,
		};
		const own = await logIn();
		expect(await renew(theirs, { wasSent: true })).toEqual(own);
		expect(requested).toEqual(['me']);
	});
});

describe('a request that was sent and failed', () => {
	it('keeps an expired session, because n8n would repeat a payment that failed for another reason', async () => {
		const { requested, clock, logIn, renew } = begin({ me: 401 });
		const held = await logIn();
		clock.now += HOUR;
		expect(await renew(held, { wasSent: true })).toBeUndefined();
		expect(requested).toEqual([]);
	});

	it('keeps a valid session even if this process has a newer one', async () => {
		const { requested, clock, logIn, renew } = begin();
		const held = await logIn();
		clock.now += 1000;
		expect(await renew(held, { isForced: true })).not.toEqual(held);
		expect(await renew(held, { wasSent: true })).toBeUndefined();
		expect(requested).toEqual(['refresh', 'me']);
	});

	it('checks once for 20 concurrent failures', async () => {
		const { requested, logIn, renew } = begin();
		const held = await logIn();
		const all = await Promise.all(
			Array.from({ length: 20 }, async () => await renew(held, { wasSent: true })),
		);
		expect(all).toEqual(Array(20).fill(undefined));
		expect(requested).toEqual(['me']);
		await renew(held, { wasSent: true });
		expect(requested).toEqual(['me', 'me']);
	});
});

describe('a forced renewal', () => {
	it('ignores the old session and the one of this process', async () => {
		const { requested, logIn, renew } = begin();
		const held = await logIn();
		await renew({ ...held, accessToken: 'other', refreshToken: '' }, { isForced: true });
		expect(requested).toEqual(['login']);
	});
});

describe('the renewal count', () => {
	it('counts logins and refreshes of one login, and nothing else', async () => {
		const { answers, clock, logIn, renew, sessions } = begin();
		expect(sessions.renewals(login.fingerprint)).toBe(0);
		const first = await logIn();
		clock.now += HOUR;
		await Promise.all([renew(first), renew(first)]);
		await renew(first);
		answers.login = 401;
		await expect(renew({ ...stale, refreshToken: '' }, { isForced: true })).rejects.toThrow();
		expect(sessions.renewals(login.fingerprint)).toBe(2);
		expect(sessions.renewals('another')).toBe(0);
	});
});
