import { KillBSession } from './killbSession';
import { control, killb } from './client';

const session = KillBSession.forThisFile();

const WRONG = 'Another-Passw0rd!';
const logInWith = async (password = session.sandbox.details.password) => {
	const { email } = session.sandbox.details;
	const body = { email, password };
	const { status, data } = await killb(session.sandbox, 'POST', '/auth/login', { body });
	return [status, data.errorCode];
};
const OPEN = [201, undefined];
const REJECTED = [401, 'AUTH.0001'];
const LOCKED = [403, 'SANDBOX.LOGIN_LOCKED'];
const put = async (body: object) =>
	expect((await control(session.sandbox, 'PUT', '/logins', body)).status).toBe(200);

test('no login is locked by default', async () => {
	for (let n = 0; n < 12; n++) expect(await logInWith(WRONG)).toEqual(REJECTED);
	expect(await logInWith()).toEqual(OPEN);
});

test('the configured number of wrong passwords locks a login, even for the right one', async () => {
	await put({ lockAfterFailures: 2 });
	expect(await logInWith(WRONG)).toEqual(REJECTED);
	expect(await logInWith()).toEqual(OPEN);
	for (let n = 0; n < 2; n++) expect(await logInWith(WRONG)).toEqual(REJECTED);
	for (const password of [WRONG, undefined]) expect(await logInWith(password)).toEqual(LOCKED);
	await put({ lockAfterFailures: 2 });
	expect(await logInWith()).toEqual(OPEN);
});

test('all logins can be locked and unlocked at once, and existing tokens keep working', async () => {
	await put({ locked: true });
	expect(await logInWith()).toEqual(LOCKED);
	expect((await session.call('GET', '/auth/me')).status).toBe(200);
	await put({ locked: false });
	expect(await logInWith()).toEqual(OPEN);
});

test('a locked login is reported in the documented envelope', async () => {
	await put({ locked: true });
	const { email, password } = session.sandbox.details;
	const { data } = await killb(session.sandbox, 'POST', '/auth/login', {
		body: { email, password },
	});
	expect(data).toEqual({
		errorCode: 'SANDBOX.LOGIN_LOCKED',
		arguments: [],
		message: ['This login is locked'],
		statusCode: '403',
	});
});
