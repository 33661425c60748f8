import type { FastifyInstance } from 'fastify';
import type { HasKillB } from './killB';
import { KillBError } from './errors';
import { querySchemaOf, schemaOf } from './facts';
import { CUSTOMER_ID } from './seededIds';
import { invalidToken } from './sessions';
import { checkStrong } from './passwords';

/** `/auth/signup`, `/confirm-email` and `/invite` (killb.md 2.4), for a person at a screen. */
export function signupRoutes(app: FastifyInstance, sandbox: HasKillB): void {
	// The older page wants a token and more members here; this is the spec's form.
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
				// Typed as a date; what stands there as long as nothing is deleted is not documented.
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
