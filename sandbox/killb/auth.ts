import type { FastifyInstance } from 'fastify';
import { ACCOUNT } from '../details';
import type { SandboxState } from '../state';
import { CUSTOMER_ID } from './data';
import { invalidInput, KillBError } from './errors';
import { schemaOf } from './facts';

const LOGIN_ID = 'c7a6f1a2-9b0e-4d3c-8f21-6e5d4c3b2a10';

/** `/auth/login`, `/refresh`, `/me` and `/logout` (killb.md section 2), with the success codes of the spec. */
export function authRoutes(app: FastifyInstance, state: SandboxState): void {
	app.post(
		'/auth/login',
		{ config: { open: true }, schema: { body: schemaOf('LoginDto') } },
		async (request, reply) => {
			const { email, password } = request.body as { email: string; password: string };
			// Checked before the account is looked up: the vendor's own test saw this for a weak password.
			if (!isStrong(password)) throw invalidInput(['password is not strong enough']);
			if (email !== ACCOUNT.email || password !== ACCOUNT.password) {
				throw new KillBError(401, 'AUTH.0001', ['Invalid credentials']);
			}
			return await reply
				.code(201)
				.send(state.killb.sessions.start(LOGIN_ID, state.settings.tokens));
		},
	);

	app.post(
		'/auth/refresh',
		{ config: { open: true }, schema: { body: schemaOf('RefreshDto') } },
		async (request, reply) => {
			// Optional in the spec only because the portal may send it as a cookie; the API needs it.
			const { refreshToken } = request.body as { refreshToken?: string };
			if (refreshToken === undefined) throw invalidInput(['refreshToken is required']);
			return await reply
				.code(201)
				.send(state.killb.sessions.refresh(refreshToken, state.settings.tokens));
		},
	);

	app.get('/auth/me', async (request) => ({
		id: LOGIN_ID,
		email: ACCOUNT.email,
		customerId: CUSTOMER_ID,
		roles: ['d9b2c3a4-1e5f-4a6b-9c7d-8e0f1a2b3c4d'],
		permissions: ['user:create', 'user:read', 'ramp:create', 'ramp:read'],
		createdAt: '2026-01-01T00:00:00.000Z',
		updatedAt: '2026-01-01T00:00:00.000Z',
		active: true,
		iat: request.session.iat,
		exp: request.session.exp,
		origin: 'API',
		customerName: 'Sandbox Customer',
		onboardingStatus: 'COMPLETED',
	}));

	app.post('/auth/logout', async (request, reply) => {
		state.killb.sessions.end(request.session.sid);
		return await reply.code(201).send({ success: true, message: 'Logged out successfully' });
	});
}

/** The portal's rule (killb.md section 2.4): 8 characters, an upper-case letter, a digit, a special character. */
function isStrong(password: string): boolean {
	return (
		password.length >= 8 &&
		/[A-Z]/.test(password) &&
		/\d/.test(password) &&
		/[^A-Za-z0-9]/.test(password)
	);
}
