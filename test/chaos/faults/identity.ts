import type { ChaosFault } from '../fault';

const HOUR = 3600;
/** A fault at the first request of a session, or at the one that renews it. */
const atLogin = (path: 'login' | 'refresh', fault: object) => ({
	service: 'killb' as const,
	method: 'POST',
	path: `/auth/${path}`,
	...fault,
});
const killB = (name: string, rest: Partial<ChaosFault>): ChaosFault => ({
	name,
	meaning: 'none',
	only: 'killB',
	...rest,
});
const clock = (name: string, offsetSeconds: number): ChaosFault => ({
	name,
	meaning: 'none',
	begin: ({ state }) => void state.update('clock', { offsetSeconds }),
});

/** Clocks that differ, sessions that end, logins that fail. */
export const IDENTITY: ChaosFault[] = [
	clock('the service’s clock an hour ahead', HOUR),
	clock('the service’s clock an hour behind', -HOUR),
	killB('expired access token', {
		warm: true,
		begin: async ({ control }) => void (await control('POST', '/tokens/expire')),
	}),
	killB('revoked tokens', {
		warm: true,
		begin: ({ state }) => state.killb.sessions.revoke('all'),
	}),
	killB('expired access token, refresh token invalidated', {
		warm: true,
		begin: async ({ state, control }) => {
			state.killb.sessions.revoke('refresh');
			await control('POST', '/tokens/expire');
		},
	}),
	killB('session taken over by another login', {
		warm: true,
		begin: async ({ state, logInElsewhere }) => {
			state.update('tokens', { singleSession: true });
			await logInElsewhere();
		},
	}),
	killB('answer of the refresh lost, token rotated', {
		warm: true,
		begin: async ({ state, control }) => {
			await control('POST', '/tokens/expire');
			state.faults.add([atLogin('refresh', { kind: 'lostAnswer' })]);
		},
	}),
	killB('login answers 503', {
		meaning: 'notExecuted',
		begin: ({ state }) => state.faults.add([atLogin('login', { status: 503 })]),
	}),
	killB('login answers 429', {
		meaning: 'notExecuted',
		begin: ({ state }) =>
			state.faults.add([atLogin('login', { status: 429, headers: { 'retry-after': '1' } })]),
	}),
	killB('answer of the login lost', {
		meaning: 'notExecuted',
		begin: ({ state }) => state.faults.add([atLogin('login', { kind: 'lostAnswer' })]),
	}),
	killB('wrong password', {
		meaning: 'rejected',
		credential: { password: 'Wrong-Passw0rd!' },
		mostLogins: 1,
	}),
	killB('locked login', {
		meaning: 'rejected',
		begin: ({ state }) => void state.update('logins', { locked: true }),
		end: ({ state }) => void state.update('logins', { locked: false }),
		mostLogins: 1,
		isRemembered: true,
	}),
	{
		name: 'wrong secret',
		meaning: 'rejected',
		only: 'kernelHost',
		credential: { secret: 'WRONGSECRETWRONGSECRETWRONGSECRE' },
	},
	{
		name: 'locked key',
		meaning: 'rejected',
		only: 'kernelHost',
		begin: ({ state }) => void state.update('key', { locked: true }),
		end: ({ state }) => void state.update('key', { locked: false }),
	},
];
