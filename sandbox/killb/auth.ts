import type { FastifyInstance } from 'fastify';
import { invalidInput, KillBError } from './errors';
import { querySchemaOf, schemaOf } from './facts';
import type { HasKillB } from './killB';
import { CUSTOMER_ID } from './seededIds';
import { invalidToken } from './sessions';
import { checkStrong } from './validation';

/**
 * `/auth/login`, `/refresh`, `/me` and `/logout` (killb.md 2), with the success codes of the spec.
 */
export function authRoutes(app: FastifyInstance, sandbox: HasKillB): void {
	app.post(
		'/auth/login',
		{ config: { open: true }, schema: { body: schemaOf('LoginDto') } },
		async (request, reply) => {
			const { email, password } = request.body as { email: string; password: string };
			// Checked before the account is looked up: the vendor's own test got this for a weak
			// password.
			checkStrong(password);
			const { logins, loginLocks, sessions, settings } = sandbox.killb;
			const login = logins.find(email);
			if (login === undefined) throw invalidCredentials();
			loginLocks.checkOpen(login.id, settings.logins);
			if (login.password !== password) {
				loginLocks.failed(login.id);
				throw invalidCredentials();
			}
			loginLocks.succeeded(login.id);
			return await reply.code(201).send(sessions.start(login.id, settings.tokens));
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

/** `/auth/signup`, `/confirm-email` and `/invite` (killb.md 2.4), for a person at a screen. */
export function signupRoutes(app: FastifyInstance, sandbox: HasKillB): void {
	// The older page requires a token and more members here; this is the spec's form.
	app.post(
		'/auth/signup',
		{ config: { open: true }, schema: { body: schemaOf('PublicSignupDto') } },
		async (request, reply) => {
			const { email, password } = request.body as { email: string; password: string };
			checkStrong(password);
			const { logins, sessions } = sandbox.killb;
			const known = logins.find(email);
			if (known !== undefined && known.password !== null) throw exists();
			const login = known ?? logins.add(email, password);
			logins.change(login, { password });
			logins.send(email, 'confirmEmail');
			return await reply.code(201).send(sessions.start(login.id, sandbox.killb.settings.tokens));
		},
	);

	app.get(
		'/auth/confirm-email',
		{
			config: { open: true },
			schema: { querystring: querySchemaOf('GET', '/api/v2/auth/confirm-email') },
		},
		async (request, reply) => {
			const { token } = request.query as { token: string };
			// What an unconfirmed address may not do is not documented, so it may do all.
			if (sandbox.killb.logins.redeem(token, 'confirmEmail') === undefined) throw invalidToken();
			return await reply.code(201).send({ message: 'Email confirmed successfully' });
		},
	);

	app.get('/auth/invite', async (_request, reply) => {
		const users = sandbox.killb.logins.invited().map((login) => {
			const { id, email, password, roles, createdAt, updatedAt } = login;
			const status = password === null ? 'PENDING' : 'ACCEPTED';
			return { id, email, status, roles, createdAt, updatedAt };
		});
		return await reply.code(201).send({ users });
	});

	app.post(
		'/auth/invite',
		{ schema: { body: schemaOf('InviteUserDto') } },
		async (request, reply) => {
			const { email, roles } = request.body as { email: string; roles: string[] };
			const { logins } = sandbox.killb;
			if (logins.find(email) !== undefined) throw exists();
			const { id, active, createdAt, updatedAt } = logins.add(email, null, {
				roles,
				invited: true,
			});
			logins.send(email, 'invitation');
			return await reply.code(201).send({
				id,
				customerId: CUSTOMER_ID,
				email,
				active,
				// Typed as a date; its value before a deletion is not documented.
				deletedAt: null,
				createdAt,
				updatedAt,
				message: 'Invitation sent successfully',
			});
		},
	);
}

/** "409 already exists" is documented for all, without a code for this. */
function exists(): KillBError {
	return new KillBError(409, 'API_USER.EXISTS', ['Email already exists']);
}
