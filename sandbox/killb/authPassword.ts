import type { FastifyInstance } from 'fastify';
import type { HasKillB } from './killB';
import { checkCode, isProven, loginOf, notProven, type Proof } from './authSecondFactor';
import { invalidInput, KillBError } from './errors';
import { schemaOf } from './facts';
import { checkStrong } from './passwords';

/** `/auth/password` (killb.md 2.4). That open sessions go on afterwards is the sandbox's own choice. */
export function passwordRoutes(app: FastifyInstance, sandbox: HasKillB): void {
	app.post(
		'/auth/password/reset/request',
		{ config: { open: true }, schema: { body: schemaOf('RequestPasswordResetDto') } },
		async (request, reply) => {
			const { email } = request.body as { email: string };
			// The same answer for an unknown address, so that it tells nobody who has an account.
			if (sandbox.killb.logins.find(email) !== undefined) {
				sandbox.killb.logins.send(email, 'resetPassword');
			}
			return await reply.code(201).send({ message: 'Password reset email sent successfully' });
		},
	);

	app.post(
		'/auth/password/reset',
		{ config: { open: true }, schema: { body: schemaOf('ResetPasswordDto') } },
		async (request, reply) => {
			const body = request.body as { email: string; newPassword: string } & Proof;
			checkStrong(body.newPassword);
			const login = sandbox.killb.logins.find(body.email);
			if (login === undefined || !isProven(sandbox.killb, login, body, 'resetPassword')) {
				throw notProven();
			}
			sandbox.killb.logins.change(login, { password: body.newPassword });
			return await reply.code(201).send({ message: 'Password reset successfully' });
		},
	);

	app.post(
		'/auth/password/change',
		{ schema: { body: schemaOf('ChangePasswordDto') } },
		async (request, reply) => {
			const login = loginOf(sandbox.killb, request);
			const body = request.body as {
				currentPassword: string;
				newPassword: string;
				otpCode?: string;
			};
			// 400 in place of the 401 of a login: the token is good, and a client must not renew it for this.
			if (body.currentPassword !== login.password) {
				throw new KillBError(400, 'AUTH.0001', ['Invalid credentials']);
			}
			checkStrong(body.newPassword);
			if (login.twoFactor?.enabled === true) {
				if (body.otpCode === undefined) throw invalidInput(['otpCode is required']);
				checkCode(sandbox.killb, login.twoFactor.secret, body.otpCode);
			}
			sandbox.killb.logins.change(login, { password: body.newPassword });
			return await reply.code(201).send({ message: 'Password changed successfully' });
		},
	);
}
