import { LoginError } from '../../../core/killb/login';
import { Sessions } from '../../../core/killb/session';
import { login, server } from './killbLogins';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

afterEach(() => jest.restoreAllMocks());

/** The machine's clock, which the test sets, and the time that passes. */
function machine() {
	const [wall, elapsed] = [Date.now(), performance.now()];
	const time = { passed: 0, offset: 0 };
	jest.spyOn(Date, 'now').mockImplementation(() => wall + time.passed + time.offset);
	jest.spyOn(performance, 'now').mockImplementation(() => elapsed + time.passed);
	return time;
}

describe.each([
	['ahead', DAY],
	['behind', -DAY],
])('while the clock was a day %s', (_, offset) => {
	it('a rejected login is retried after its pause, however the clock changes', async () => {
		const time = machine();
		time.offset = offset;
		const { requested, exchange } = server({ login: 401 });
		const sessions = new Sessions();
		const attempt = async () => await sessions.renew(login, undefined, exchange);
		await expect(attempt()).rejects.toThrow(LoginError);
		time.offset = 0;
		time.passed = 29_000;
		await expect(attempt()).rejects.toThrow(/Login attempts are paused/);
		expect(requested).toEqual(['login']);
		time.passed = 31_000;
		await expect(attempt()).rejects.toThrow(LoginError);
		expect(requested).toEqual(['login', 'login']);
	});

	it('a session that ends minutes after another does not count as contested', async () => {
		const time = machine();
		time.offset = Math.max(0, offset);
		const { exchange } = server({ me: 401 });
		const sessions = new Sessions();
		const first = await sessions.renew(login, undefined, exchange);
		const second = await sessions.renew(login, first, exchange, { wasSent: true });
		time.offset = Math.min(0, offset);
		time.passed = 2 * MINUTE;
		const third = await sessions.renew(login, second, exchange, {
			wasSent: true,
			isSentAgain: true,
		});
		expect(third).toBeDefined();
	});

	it('a fetched session is replaced once when the server ends it', async () => {
		const time = machine();
		time.offset = offset;
		const { answers, requested, exchange } = server();
		const sessions = new Sessions();
		const first = await sessions.renew(login, undefined, exchange);
		time.offset = 0;
		time.passed = 61 * MINUTE;
		answers.me = 401;
		const waiting = [1, 2, 3].map(
			async () => await sessions.renew(login, first, exchange, { wasSent: offset > 0 }),
		);
		const [second] = await Promise.all(waiting);
		expect(second?.accessToken).not.toBe(first?.accessToken);
		expect(requested.filter((what) => what === 'refresh')).toHaveLength(1);
		// A holder of the first session gets the second one, not a third.
		const late = await sessions.renew(login, first, exchange, { wasSent: offset > 0 });
		expect(late?.accessToken).toBe(second?.accessToken);
	});
});

it('the error of a rejected login names the retry time on the current clock', async () => {
	const time = machine();
	time.offset = DAY;
	const sessions = new Sessions();
	const { exchange } = server({ login: 401 });
	const attempt = async () => await sessions.renew(login, undefined, exchange);
	await expect(attempt()).rejects.toThrow(LoginError);
	time.offset = 0;
	time.passed = 10_000;
	const from = new Date(Date.now() + 20_000).toISOString();
	await expect(attempt()).rejects.toThrow(from);
});
