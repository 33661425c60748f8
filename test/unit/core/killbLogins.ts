import type { KillBFields } from '../../../core/killb/credential';
import { checkLogin, type Exchange, type Session } from '../../../core/killb/login';

export const fields: KillBFields = {
	environment: 'custom',
	baseUrl: 'http://127.0.0.1:8787',
	email: 'ops@example.com',
	password: 'P@ssw0rd123!',
	accessToken: '',
	refreshToken: '',
	renewAt: '',
	tokenBinding: '',
	endedToken: '',
};
export const login = checkLogin(fields);

/** A server that logs its requests, numbers its tokens and answers with the current statuses. */
export function server(answers: Partial<Record<'login' | 'refresh' | 'me', number>> = {}) {
	const requested: string[] = [];
	const refreshTokens: unknown[] = [];
	const headers: Record<string, string> = {};
	const exchange: Exchange = async ({ path, body }) => {
		await Promise.resolve();
		const what = path.split('/').pop() as 'login' | 'refresh' | 'me';
		const number = requested.push(what);
		if (what === 'refresh') refreshTokens.push(body?.refreshToken);
		const status = answers[what] ?? 201;
		if (status >= 300) {
			return { status, headers, body: { errorCode: 'AUTH.0001', message: ['refused'] } };
		}
		const tokens = { accessToken: `access${number}`, refreshToken: `refresh${number}` };
		return { status, body: what === 'me' ? { id: '1' } : { ...tokens, expiresIn: 3_600_000 } };
	};
	return { answers, requested, exchange, headers, refreshTokens };
}

export const stale: Session = { accessToken: 'old', refreshToken: 'oldRefresh', renewAt: 0 };
export const fresh: Session = { ...stale, renewAt: Date.now() + 60_000 };
