import type { Exchange } from '../../../core/killb/login';
import { Sessions } from '../../../core/killb/session';
import { fresh, login, server, stale } from './killbLogins';

/** Every request of a renewal, as it is sent. */
async function sent(held: Parameters<Sessions['renew']>[1], statusOfMe = 401) {
	const requests: unknown[] = [];
	const exchange: Exchange = async (request) => {
		requests.push(request);
		const status = request.path.endsWith('/me') ? statusOfMe : 201;
		return await Promise.resolve({ status, body: { accessToken: 'a' } });
	};
	const session = await new Sessions().renew(login, held, exchange);
	return { requests, session };
}

describe('on the wire', () => {
	const me = { method: 'GET', path: '/api/v2/auth/me', accessToken: 'old' };

	it('a login has e-mail and password, and may return no refresh token', async () => {
		const { requests, session } = await sent(undefined);
		const body = { email: login.email, password: login.password };
		expect(requests).toEqual([{ method: 'POST', path: '/api/v2/auth/login', body }]);
		expect(session).toMatchObject({ accessToken: 'a', refreshToken: '' });
	});

	it('a refresh has the refresh token, after a check of the old token', async () => {
		const { requests } = await sent(fresh);
		const body = { refreshToken: 'oldRefresh' };
		expect(requests).toEqual([me, { method: 'POST', path: '/api/v2/auth/refresh', body }]);
	});

	it('only the check is sent if the token is still valid', async () => {
		const { requests, session } = await sent(fresh, 200);
		expect(requests).toEqual([me]);
		expect(session).toBeUndefined();
	});
});

describe('a session', () => {
	it('is kept if the check gets no response', async () => {
		const requested: string[] = [];
		const exchange: Exchange = async ({ path }) => {
			requested.push(path);
			return await Promise.reject(new Error('nobody there'));
		};
		expect(await new Sessions().renew(login, fresh, exchange)).toBeUndefined();
		expect(requested).toEqual(['/api/v2/auth/me']);
	});

	it('expires at its exact time, so a sent request continues without a check', async () => {
		const { requested, exchange } = server();
		const over = { ...stale, renewAt: 5000 };
		const sessions = new Sessions(() => 5000);
		expect(await sessions.renew(login, over, exchange, { wasSent: true })).toBeUndefined();
		expect(requested).toEqual([]);
	});

	it('of this process is not reused from its exact expiry on', async () => {
		const { requested, exchange } = server();
		const clock = { now: 1000 };
		const sessions = new Sessions(
			() => clock.now,
			() => clock.now,
		);
		const first = await sessions.renew(login, undefined, exchange);
		clock.now = Number(first?.renewAt) - 1;
		expect(await sessions.renew(login, stale, exchange)).toEqual(first);
		clock.now += 1;
		expect(await sessions.renew(login, stale, exchange)).not.toEqual(first);
		expect(requested).toEqual(['login', 'refresh']);
	});

	it('with a 429 and then one failure does not cause a login', async () => {
		const { answers, requested, exchange } = server({ refresh: 429 });
		const clock = { now: 1000 };
		const sessions = new Sessions(
			() => clock.now,
			() => clock.now,
		);
		await expect(sessions.renew(login, stale, exchange)).rejects.toThrow('too many requests');
		answers.refresh = 500;
		clock.now += 600_000;
		await expect(sessions.renew(login, stale, exchange)).rejects.toThrow('HTTP 500');
		expect(requested).toEqual(['refresh', 'refresh']);
	});
});
