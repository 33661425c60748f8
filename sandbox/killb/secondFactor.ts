import type { FastifyInstance, FastifyRequest } from 'fastify';
import { invalidInput, KillBError } from './errors';
import { schemaOf } from './facts';
import type { HasKillB, KillB } from './killB';
import type { Login } from './logins';
import { isRightCode, newSecret } from './totp';
import { checkStrong } from './validation';

/** What proves a person's identity, next to the password. */
interface Proof {
	otpCode?: string;
	emailConfirmationToken?: string;
}

/** `/auth/2fa` and `/auth/login/otp` (killb.md 2.4), for a person at the portal. */
export function secondFactorRoutes(app: FastifyInstance, sandbox: HasKillB): void {
	app.post('/auth/2fa/enable', async (request, reply) => {
		const login = loginOf(sandbox.killb, request);
		if (login.twoFactor?.enabled === true) throw invalidInput(['2FA is enabled already']);
		const secret = newSecret();
		sandbox.killb.logins.change(login, { twoFactor: { secret, enabled: false } });
		const label = `KillB%20Sandbox:${encodeURIComponent(login.email)}`;
		const otpauthUrl = `otpauth://totp/${label}?secret=${secret}&issuer=KillB%20Sandbox`;
		return await reply.code(201).send({ secret, otpauthUrl });
	});

	app.post(
		'/auth/2fa/verify',
		{ schema: { body: schemaOf('VerifyTwoFactorDto') } },
		async (request, reply) => {
			const { killb } = sandbox;
			const login = loginOf(killb, request);
			const { otpCode } = request.body as { otpCode: string };
			if (login.twoFactor === null) throw invalidInput(['2FA must be enabled first']);
			checkCode(killb, login.twoFactor.secret, otpCode);
			killb.logins.change(login, { twoFactor: { ...login.twoFactor, enabled: true } });
			const message = 'Two-factor authentication enabled successfully';
			return await reply.code(201).send({ message });
		},
	);

	app.post('/auth/2fa/disable/request-email', async (request, reply) => {
		sandbox.killb.logins.send(loginOf(sandbox.killb, request).email, 'disableTwoFactor');
		const message = 'Disable 2FA confirmation email sent successfully';
		return await reply.code(201).send({ message });
	});

	app.post(
		'/auth/2fa/disable',
		{ schema: { body: schemaOf('DisableTwoFactorDto') } },
		async (request, reply) => {
			const { killb } = sandbox;
			const login = loginOf(killb, request);
			enabledSecret(login);
			if (!isProven(killb, login, request.body as Proof, 'disableTwoFactor')) throw notProven();
			killb.logins.change(login, { twoFactor: null });
			const message = 'Two-factor authentication disabled successfully';
			return await reply.code(201).send({ message });
		},
	);

	// By the session of the first step. The portal keeps it in a cookie that no page describes, so
	// here it is the bearer token.
	app.post(
		'/auth/login/otp',
		{ schema: { body: schemaOf('LoginWithOtpDto') } },
		async (request, reply) => {
			const { killb } = sandbox;
			const login = loginOf(killb, request);
			checkCode(killb, enabledSecret(login), (request.body as { otpCode: string }).otpCode);
			const tokens = killb.sessions.start(login.id, killb.settings.tokens);
			const { expiresIn, refreshToken } = tokens;
			return await reply.code(201).send({ success: true, expiresIn, refreshToken });
		},
	);
}

/**
 * By a code of the app, if the second factor is on, or by a mailed token; the vendor does not say
 * which is needed when.
 */
function isProven(
	killb: KillB,
	login: Login,
	{ otpCode, emailConfirmationToken }: Proof,
	about: 'disableTwoFactor' | 'resetPassword',
): boolean {
	if (otpCode !== undefined && login.twoFactor?.enabled === true) {
		checkCode(killb, login.twoFactor.secret, otpCode);
		return true;
	}
	if (emailConfirmationToken === undefined) return false;
	return killb.logins.redeem(emailConfirmationToken, about)?.id === login.id;
}

/** @throws KillBError 400; neither status nor code is documented for a wrong one-time code */
function checkCode(killb: KillB, secret: string, code: string): void {
	if (isRightCode(secret, code, killb.clock.seconds())) return;
	throw new KillBError(400, 'AUTH.OTP', ['Invalid OTP code']);
}

function notProven(): KillBError {
	return invalidInput(['otpCode or emailConfirmationToken is required and must be right']);
}

function loginOf(killb: KillB, request: FastifyRequest): Login {
	return killb.logins.byId(request.session.sub);
}

function enabledSecret({ twoFactor }: Login): string {
	if (twoFactor?.enabled !== true) throw invalidInput(['2FA is not enabled']);
	return twoFactor.secret;
}

/**
 * `/auth/password` (killb.md 2.4). Open sessions stay open afterwards: the sandbox's own choice.
 */
export function passwordRoutes(app: FastifyInstance, sandbox: HasKillB): void {
	app.post(
		'/auth/password/reset/request',
		{ config: { open: true }, schema: { body: schemaOf('RequestPasswordResetDto') } },
		async (request, reply) => {
			const { email } = request.body as { email: string };
			// The same answer for an unknown e-mail, so that it does not reveal who has an account.
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
			const { killb } = sandbox;
			const body = request.body as { email: string; newPassword: string } & Proof;
			checkStrong(body.newPassword);
			const login = killb.logins.find(body.email);
			if (login === undefined || !isProven(killb, login, body, 'resetPassword')) {
				throw notProven();
			}
			killb.logins.change(login, { password: body.newPassword });
			return await reply.code(201).send({ message: 'Password reset successfully' });
		},
	);

	app.post(
		'/auth/password/change',
		{ schema: { body: schemaOf('ChangePasswordDto') } },
		async (request, reply) => {
			const { killb } = sandbox;
			const login = loginOf(killb, request);
			const body = request.body as {
				currentPassword: string;
				newPassword: string;
				otpCode?: string;
			};
			// 400 instead of the 401 of a login: the token is valid, and a client must not renew it for
			// this.
			if (body.currentPassword !== login.password) {
				throw new KillBError(400, 'AUTH.0001', ['Invalid credentials']);
			}
			checkStrong(body.newPassword);
			if (login.twoFactor?.enabled === true) {
				if (body.otpCode === undefined) throw invalidInput(['otpCode is required']);
				checkCode(killb, login.twoFactor.secret, body.otpCode);
			}
			killb.logins.change(login, { password: body.newPassword });
			return await reply.code(201).send({ message: 'Password changed successfully' });
		},
	);
}
