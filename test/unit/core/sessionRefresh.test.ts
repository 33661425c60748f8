import { NotSent } from '../../../core/http/networkError';
import type { Exchange, Session } from '../../../core/killb/token';
import { Sessions } from '../../../core/killb/session';
import { login, server, stale } from './killbLogins';

const HOUR = 3_600_000;

/** Sessions by a clock that the test moves; each renewal with the cause of the test. */
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
	/** A session that KillB gave, as n8n would have stored it. */
	const logIn = async () => {
		const session = await renew(undefined);
		service.asked.length = 0;
		return session as Session;
	};
	return { ...service, clock, sessions, renew, logIn };
}

describe('the rotation of refresh tokens', () => {
	it('uses the newest refresh token next', async () => {
		const { asked, clock, logIn, refreshTokens, renew } = begin();
		const first = await logIn();
		clock.now += HOUR;
		const second = (await renew(first)) as Session;
		clock.now += HOUR;
		await renew(second);
		expect(asked).toEqual(['refresh', 'refresh']);
		expect(refreshTokens).toEqual([first.refreshToken, second.refreshToken]);
	});

	it('gives an execution that still holds the old session the new one', async () => {
		const { asked, clock, logIn, renew } = begin();
		const first = await logIn();
		clock.now += HOUR;
		const second = await renew(first);
		expect(await renew(first)).toEqual(second);
		expect(asked).toEqual(['refresh']);
	});

	it('never sends a used refresh token again, also when the session it brought has run out', async () => {
		const { asked, clock, logIn, refreshTokens, renew } = begin();
		const first = await logIn();
		clock.now += HOUR;
		const second = (await renew(first)) as Session;
		clock.now += HOUR;
		await renew(first);
		expect(asked).toEqual(['refresh', 'refresh']);
		expect(refreshTokens.at(-1)).toBe(second.refreshToken);
	});

	it('goes on with the old refresh token where the answer brings no other', async () => {
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

describe('a refresh that fails', () => {
	it('is not tried again with a token that was refused', async () => {
		const { answers, asked, renew } = begin({ refresh: 400, login: 503 });
		await expect(renew(stale)).rejects.toThrow(/could not log in/);
		delete answers.login;
		await renew(stale);
		expect(asked).toEqual(['refresh', 'login', 'login']);
	});

	it('does not cost a login while the server is in trouble, or there is none', async () => {
		const { asked, renew } = begin({ refresh: 503 });
		await expect(renew(stale)).rejects.toMatchObject({ isTransient: true });
		const nobody: Exchange = async () => await Promise.reject(new NotSent('nobody', true));
		await expect(renew(stale, {}, nobody)).rejects.toThrow('nobody');
		expect(asked).toEqual(['refresh']);
	});

	it('ends in a login when the server fails over the same token twice: that may be how it refuses one', async () => {
		const { asked, renew } = begin({ refresh: 500 });
		await expect(renew(stale)).rejects.toMatchObject({ isTransient: true });
		expect(await renew(stale)).toBeDefined();
		expect(asked).toEqual(['refresh', 'refresh', 'login']);
	});

	it('never ends in a login because of too many requests', async () => {
		const { asked, renew } = begin({ refresh: 429 });
		for (let time = 0; time < 3; time++) {
			await expect(renew(stale)).rejects.toMatchObject({ isTransient: true });
		}
		expect(asked).toEqual(['refresh', 'refresh', 'refresh']);
	});

	it('ends in a login when the answer holds no token', async () => {
		const { asked, exchange, renew } = begin();
		const foreign: Exchange = async (request) => {
			if (!request.path.endsWith('refresh')) return await exchange(request);
			return await Promise.resolve({ status: 200, body: '<html>' });
		};
		expect(await renew(stale, {}, foreign)).toMatchObject({ accessToken: 'access1' });
		expect(asked).toEqual(['login']);
	});
});

describe('a session that another n8n may have fetched', () => {
	it('is not exchanged for an older one of this process', async () => {
		const { answers, asked, clock, logIn, renew } = begin({ me: 401 });
		await logIn();
		clock.now += 1000;
		const theirs = { accessToken: 'theirs', refreshToken: 'theirs', renewAt: clock.now + HOUR };
		expect(await renew(theirs, { wasSent: true })).toMatchObject({ accessToken: 'access2' });
		expect(asked).toEqual(['me', 'refresh']);
		expect(answers).toEqual({ me: 401 });
	});

	it('is exchanged for a newer one of this process, without a question about that', async () => {
		const { asked, clock, logIn, renew } = begin({ me: 401 });
		const theirs = {
			accessToken: 'theirs',
			refreshToken: 'theirs',
			renewAt: clock.now + HOUR / 2,
		};
		const own = await logIn();
		expect(await renew(theirs, { wasSent: true })).toEqual(own);
		expect(asked).toEqual(['me']);
	});
});

describe('a request that was sent and failed', () => {
	it('keeps a session that ran out meanwhile: n8n would repeat a payment that failed for another reason', async () => {
		const { asked, clock, logIn, renew } = begin({ me: 401 });
		const held = await logIn();
		clock.now += HOUR;
		expect(await renew(held, { wasSent: true })).toBeUndefined();
		expect(asked).toEqual([]);
	});

	it('keeps a session that is good, though this process has a newer one', async () => {
		const { asked, clock, logIn, renew } = begin();
		const held = await logIn();
		clock.now += 1000;
		expect(await renew(held, { isForced: true })).not.toEqual(held);
		expect(await renew(held, { wasSent: true })).toBeUndefined();
		expect(asked).toEqual(['refresh', 'me']);
	});

	it('asks once for 20 that failed at the same time', async () => {
		const { asked, logIn, renew } = begin();
		const held = await logIn();
		const all = await Promise.all(
			Array.from({ length: 20 }, async () => await renew(held, { wasSent: true })),
		);
		expect(all).toEqual(Array(20).fill(undefined));
		expect(asked).toEqual(['me']);
		await renew(held, { wasSent: true });
		expect(asked).toEqual(['me', 'me']);
	});
});

describe('a renewal that a person asked for', () => {
	it('does not look at what the old session is worth, nor at what this process has', async () => {
		const { asked, logIn, renew } = begin();
		const held = await logIn();
		await renew({ ...held, accessToken: 'other', refreshToken: '' }, { isForced: true });
		expect(asked).toEqual(['login']);
	});
});

describe('how often a session was fetched', () => {
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
