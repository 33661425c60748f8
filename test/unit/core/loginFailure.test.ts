import { LoginError, loginFailure } from '../../../core/killb/login';
import { Sessions } from '../../../core/killb/session';
import { fresh, login, server, stale } from './killbLogins';

const MINUTE = 60_000;

/** Logs in repeatedly, by a clock that the test moves. */
function begin(answers: Parameters<typeof server>[0]) {
	const service = server(answers);
	const clock = { now: Date.UTC(2026, 0, 1) };
	const sessions = new Sessions(
		() => clock.now,
		() => clock.now,
	);
	const attempt = async () => await sessions.renew(login, undefined, service.exchange);
	/** How long from now no login is sent; an hour is longer than any pause. */
	const pause = async () => {
		const before = service.requested.length;
		const start = clock.now;
		do {
			clock.now += 1000;
			await attempt().catch(() => {});
		} while (service.requested.length === before && clock.now - start < 60 * MINUTE);
		return clock.now - start;
	};
	return { ...service, clock, sessions, attempt, pause };
}

describe('login data that is rejected repeatedly', () => {
	it('is retried after 30 seconds, then 1, 2, 4, 8 minutes, then every 15 minutes', async () => {
		const { attempt, pause } = begin({ login: 401 });
		await expect(attempt()).rejects.toThrow(LoginError);
		const pauses = [];
		for (let time = 0; time < 7; time++) pauses.push((await pause()) / MINUTE);
		expect(pauses).toEqual([0.5, 1, 2, 4, 8, 15, 15]);
	});

	it.each([
		[403, '<!doctype html><title>Blocked</title>'],
		[451, ''],
		[407, 'Proxy Authentication Required'],
		[400, '<html><body>Bad request</body></html>'],
		[403, 'error code: 1020'],
		[403, 'RBAC: access denied'],
	])('is not paused after a %i of a proxy or firewall: %j', async (status, body) => {
		const error = loginFailure({ status, body }, 0);
		expect(error).toMatchObject({ errorCode: 'WRONG_SERVICE', isTransient: true });
		expect(error.message).toMatch(
			/^The response did not come from KillB’s login .*were not checked\.$/,
		);
		expect(error.message).not.toMatch(/Password/);
	});

	it('is paused after a 401 in plain text, which may mean the password', () => {
		expect(loginFailure({ status: 401, body: 'Unauthorized' }, 0)).toMatchObject({
			errorCode: 'KILLB_LOGIN_REJECTED',
			isTransient: false,
		});
	});

	it('stays paused although a refresh fails meanwhile', async () => {
		const { attempt, sessions, requested, exchange } = begin({ login: 401, refresh: 500 });
		await expect(attempt()).rejects.toThrow();
		for (let time = 0; time < 3; time++) {
			await expect(sessions.renew(login, stale, exchange)).rejects.toThrow();
		}
		expect(requested.filter((kind) => kind === 'login')).toHaveLength(1);
	});

	it('starts at 30 seconds again after a successful login', async () => {
		const { answers, attempt, clock, pause } = begin({ login: 401, refresh: 401 });
		await expect(attempt()).rejects.toThrow();
		await pause();
		answers.login = 201;
		clock.now += MINUTE;
		await attempt();
		answers.login = 401;
		clock.now += 120 * MINUTE;
		await expect(attempt()).rejects.toThrow();
		expect(await pause()).toBe(MINUTE / 2);
	});

	it('fails with the server’s message and the time of the next attempt, without a request', async () => {
		const { attempt, clock } = begin({ login: 401 });
		await expect(attempt()).rejects.not.toThrow(/Login attempts are paused/);
		clock.now += 10_000;
		await expect(attempt()).rejects.toThrow(
			/AUTH\.0001: refused.* Login attempts are paused until 2026-01-01T00:00:30\.000Z\./,
		);
	});

	it('is used neither for a login nor for a second refresh during the pause', async () => {
		const { requested, exchange, sessions } = begin({ login: 401, refresh: 401, me: 401 });
		for (let item = 0; item < 5; item++) {
			await expect(sessions.renew(login, stale, exchange)).rejects.toMatchObject({
				verdict: 'rejected',
				isTransient: false,
			});
		}
		expect(requested).toEqual(['refresh', 'login']);
	});

	it('does not block a session that is valid or can be refreshed', async () => {
		const { requested, attempt, exchange, sessions } = begin({ login: 401 });
		await expect(attempt()).rejects.toThrow();
		const good = { ...fresh, renewAt: Infinity };
		expect(await sessions.renew(login, good, exchange)).toBeUndefined();
		expect(await sessions.renew(login, stale, exchange)).toBeDefined();
		expect(requested).toEqual(['login', 'me', 'refresh']);
	});
});

describe('a temporarily unavailable login', () => {
	it('is paused for as long as the server requests, then retried', async () => {
		const { requested, attempt, clock, headers } = begin({ login: 429 });
		headers['retry-after'] = '20';
		await expect(attempt()).rejects.toMatchObject({ isTransient: true, retryAfterMs: 20_000 });
		clock.now += 5000;
		await expect(attempt()).rejects.toMatchObject({ isTransient: true, retryAfterMs: 15_000 });
		expect(requested).toEqual(['login']);
		clock.now += 15_000;
		await expect(attempt()).rejects.toThrow();
		expect(requested).toEqual(['login', 'login']);
	});

	it('is not refreshed during the pause', async () => {
		const { requested, attempt, exchange, headers, sessions } = begin({ login: 429 });
		headers['retry-after'] = '20';
		await expect(attempt()).rejects.toThrow();
		await expect(sessions.renew(login, stale, exchange)).rejects.toMatchObject({
			isTransient: true,
		});
		expect(requested).toEqual(['login']);
	});

	it('is paused for a minute at most, whatever the server requests', async () => {
		const { attempt, headers, pause } = begin({ login: 503 });
		headers['retry-after'] = '86400';
		await expect(attempt()).rejects.toMatchObject({ retryAfterMs: 86_400_000 });
		expect(await pause()).toBe(MINUTE);
	});
});

describe('a URL without a login endpoint', () => {
	it.each([302, 404])('is requested every 30 seconds at most (%i)', async (status) => {
		const { attempt, pause } = begin({ login: status });
		await expect(attempt()).rejects.toMatchObject({ verdict: 'misdirected' });
		expect([await pause(), await pause(), await pause()]).toEqual([30_000, 30_000, 30_000]);
	});
});

describe('the meaning of a login response', () => {
	it.each([
		[400, 'rejected'],
		[401, 'rejected'],
		[403, 'rejected'],
		[409, 'rejected'],
		[423, 'rejected'],
		[404, 'misdirected'],
		[301, 'misdirected'],
		[200, 'misdirected'],
		[429, 'transient'],
		[500, 'transient'],
		[503, 'transient'],
	])('%i: %s', (status, verdict) => {
		const body = { errorCode: 'AUTH.0099', message: ['Account locked'] };
		const error = loginFailure({ status, body }, 0);
		expect(error.verdict).toBe(verdict);
		expect(error.isTransient).toBe(verdict === 'transient');
		expect(error.message).toContain(`HTTP ${status}`.replace('HTTP 429', 'too many requests'));
	});

	it('includes the server’s own message, because KillB documents none for a locked account', () => {
		const body = { errorCode: 'AUTH.0099', message: ['Account locked', 'Ask support'] };
		expect(loginFailure({ status: 423, body }, 0).message).toBe(
			'KillB rejected the login (HTTP 423). KillB said: AUTH.0099: Account locked; Ask support. Check the Email, Password and Environment in the KillB credential. Sandbox logins do not work in production. Only one attempt was made, to avoid locking the account.',
		);
	});

	it('names the wait of a rate limit, but not the reset of an unrelated one', () => {
		const headers = { 'x-ratelimit-reset': '1000000030' };
		const now = 1_000_000_000_000;
		expect(loginFailure({ status: 429, headers, body: '' }, now).retryAfterMs).toBe(30_000);
		expect(loginFailure({ status: 503, headers, body: '' }, now).retryAfterMs).toBeUndefined();
		const requested = { ...headers, 'retry-after': '7' };
		expect(loginFailure({ status: 503, headers: requested, body: '' }, now).retryAfterMs).toBe(
			7000,
		);
	});
});
