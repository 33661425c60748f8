import { type RenewalCause, Sessions } from '../../../core/killb/session';
import { type Session, SessionContested } from '../../../core/killb/login';
import { login, server } from './killbLogins';

const MINUTE = 60_000;
const START = 1_000_000;

/** A session fetched at the given time. */
const session = (name: string, at = START - 10 * MINUTE): Session => ({
	accessToken: name,
	refreshToken: `refresh of ${name}`,
	renewAt: at + 59 * MINUTE,
});

/** A process whose session the server already ended once at the start; refreshing fails as well. */
async function afterOneEnd() {
	const clock = { now: START };
	const { requested, exchange } = server({ me: 401, refresh: 401 });
	const sessions = new Sessions(
		() => clock.now,
		() => clock.now,
	);
	const renew = async (stale: Session, cause: RenewalCause = {}) =>
		await sessions.renew(login, stale, exchange, { wasSent: true, isSentAgain: true, ...cause });
	const own = await renew(session('first'));
	if (!own) throw new Error('The server gave no session');
	const before = requested.length;
	return { requested: () => requested.slice(before), clock, exchange, own, renew, sessions };
}

describe('a session that ends early', () => {
	it('is replaced immediately the first time, also for a request that would be retried', async () => {
		const { own } = await afterOneEnd();
		expect(own.accessToken).toBe('access3');
	});

	it('is not replaced twice within a minute, because the store may have the other login’s session', async () => {
		const { requested, clock, own, renew } = await afterOneEnd();
		clock.now += MINUTE - 1;
		const awaited = renew(own);
		await expect(awaited).rejects.toBeInstanceOf(SessionContested);
		await expect(awaited).rejects.toMatchObject({
			isTransient: true,
			message: expect.stringMatching(/^Another login keeps ending this KillB session/) as string,
		});
		expect(requested()).toEqual(['me']);
	});

	it('is replaced if it last ended a minute ago', async () => {
		const { requested, clock, own, renew } = await afterOneEnd();
		clock.now += MINUTE;
		await expect(renew(own)).resolves.toBeDefined();
		expect(requested()).toEqual(['me', 'refresh', 'login']);
	});

	it('counts once, however many requests notice', async () => {
		const { own, renew } = await afterOneEnd();
		const late = renew(session('first'));
		await expect(late).resolves.toEqual(own);
	});

	it('is contested for all requests that used it', async () => {
		const { requested, own, renew } = await afterOneEnd();
		const both = [renew(own), renew(own)];
		for (const each of both) await expect(each).rejects.toBeInstanceOf(SessionContested);
		await expect(renew(own)).rejects.toBeInstanceOf(SessionContested);
		expect(requested()).toEqual(['me']);
	});

	it.each([
		['was not sent yet', { wasSent: false }],
		['requests a new session itself', { isForced: true }],
	])('is replaced immediately for a request that %s', async (_, cause) => {
		const { requested, own, renew } = await afterOneEnd();
		await expect(renew(own, cause)).resolves.toBeDefined();
		expect(requested()).toContain('login');
	});

	it('is replaced immediately if no retry is announced', async () => {
		const { own, exchange, sessions } = await afterOneEnd();
		const renewed = sessions.renew(login, own, exchange, { wasSent: true });
		await expect(renewed).resolves.toBeDefined();
	});

	it('is replaced by the session in flight', async () => {
		const { requested, own, renew } = await afterOneEnd();
		await expect(renew(own)).rejects.toBeInstanceOf(SessionContested);
		const [first, second] = [renew(own, { wasSent: false }), renew(own)];
		expect(await second).toEqual(await first);
		expect(requested().filter((what) => what === 'login')).toHaveLength(1);
	});
});

it('a token that KillB issues twice within a second is usable again', async () => {
	const token = { accessToken: 'same', refreshToken: '', expiresIn: 3_600_000 };
	const requested: string[] = [];
	const sessions = new Sessions();
	const renew = async (stale?: Session, cause?: RenewalCause) =>
		await sessions.renew(
			login,
			stale,
			async ({ path }) => {
				requested.push(path.split('/').pop() ?? '');
				return await Promise.resolve(
					path.endsWith('/me') ? { status: 401, body: {} } : { status: 201, body: token },
				);
			},
			cause,
		);
	const first = await renew();
	if (!first) throw new Error('The server gave no session');
	for (let ends = 1; ends <= 3; ends++) {
		expect(await renew(first, { wasSent: true })).toMatchObject({ accessToken: 'same' });
		expect(sessions.mayAttach(login.fingerprint, first)).toBe(true);
	}
	const contested = renew(first, { wasSent: true, isSentAgain: true });
	await expect(contested).rejects.toBeInstanceOf(SessionContested);
	expect(requested).toEqual(['login', 'me', 'login', 'me', 'login', 'me', 'login', 'me']);
});

describe('a session that a request finds in the store', () => {
	it('may be used until the server rejects it', async () => {
		const { own, renew, sessions } = await afterOneEnd();
		expect(sessions.mayAttach(login.fingerprint, own)).toBe(true);
		await expect(renew(own)).rejects.toBeInstanceOf(SessionContested);
		expect(sessions.mayAttach(login.fingerprint, own)).toBe(false);
	});

	it('is used if another process fetched it later', async () => {
		const { requested, clock, own, renew, sessions } = await afterOneEnd();
		clock.now += 10;
		const others = session('others', clock.now + 1000);
		expect(sessions.mayAttach(login.fingerprint, others)).toBe(true);
		expect(await renew(own)).toEqual(others);
		expect(requested()).toEqual(['me']);
	});

	it('is ignored if this process has a newer one', async () => {
		const { own, renew, sessions } = await afterOneEnd();
		expect(sessions.mayAttach(login.fingerprint, session('older', START - 1))).toBe(true);
		expect(await renew(session('first'))).toEqual(own);
	});
});
