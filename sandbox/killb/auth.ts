import type { FastifyInstance } from 'fastify';
import type { HasKillB } from './killB';
import { invalidInput, KillBError } from './errors';
import { schemaOf } from './facts';
import { CUSTOMER_ID } from './seededIds';
import { checkStrong } from './passwords';

/** `/auth/login`, `/refresh`, `/me` and `/logout` (killb.md 2), with the success codes of the spec. */
export function authRoutes(app: FastifyInstance, sandbox: HasKillB): void {
	app.post(
		'/auth/login',
		{ config: { open: true }, schema: { body: schemaOf('LoginDto') } },
		async (request, reply) => {
			const { email, password } = request.body as { email: string; password: string };
			// Checked before the account is looked up: the vendor's own test saw this for a weak password.
			checkStrong(password);
			const { logins, loginLocks, sessions } = sandbox.killb;
			const login = logins.find(email);
			if (login === undefined) throw invalidCredentials();
			loginLocks.checkOpen(login.id, sandbox.killb.settings.logins);
			if (login.password !== password) {
				loginLocks.failed(login.id);
				throw invalidCredentials();
			}
			loginLocks.succeeded(login.id);
			return await reply.code(201).send(sessions.start(login.id, sandbox.killb.settings.tokens));
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
				.send(sandbox.killb.sessions.refresh(refreshToken, sandbox.killb.settings.tokens));
		},
	);

	app.get('/auth/me', async (request) => {
		const { id, email, active, createdAt, updatedAt } = sandbox.killb.logins.byId(
			request.session.sub,
		);
		return {
			id,
			email,
			customerId: CUSTOMER_ID,
			roles: ['d9b2c3a4-1e5f-4a6b-9c7d-8e0f1a2b3c4d'],
			permissions: ['user:create', 'user:read', 'ramp:create', 'ramp:read'],
			createdAt,
			updatedAt,
			active,
			iat: request.session.iat,
			exp: request.session.exp,
			origin: 'API',
			customerName: 'Sandbox Customer',
			onboardingStatus: 'COMPLETED',
		};
	});

	app.post('/auth/logout', async (request, reply) => {
		sandbox.killb.sessions.end(request.session.sid);
		return await reply.code(201).send({ success: true, message: 'Logged out successfully' });
	});
}

function invalidCredentials(): KillBError {
	return new KillBError(401, 'AUTH.0001', ['Invalid credentials']);
}
