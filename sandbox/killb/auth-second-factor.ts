import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { SandboxState } from '../state';
import { invalidInput, KillBError } from './errors';
import { schemaOf } from './facts';
import type { Login } from './login-data';
import { isRightCode, newSecret } from './totp';

/** What proves that somebody is who they are, beside the password. */
export interface Proof {
	otpCode?: string;
	emailConfirmationToken?: string;
}

/** `/auth/2fa` and `/auth/login/otp` (killb.md 2.4), for a person at the portal. */
export function secondFactorRoutes(app: FastifyInstance, state: SandboxState): void {
	app.post('/auth/2fa/enable', async (request, reply) => {
		const login = loginOf(state, request);
		if (login.twoFactor?.enabled === true) throw invalidInput(['2FA is enabled already']);
		const secret = newSecret();
		state.killb.logins.change(login, { twoFactor: { secret, enabled: false } });
		const label = `KillB%20Sandbox:${encodeURIComponent(login.email)}`;
		const otpauthUrl = `otpauth://totp/${label}?secret=${secret}&issuer=KillB%20Sandbox`;
		return await reply.code(201).send({ secret, otpauthUrl });
	});

	app.post(
		'/auth/2fa/verify',
		{ schema: { body: schemaOf('VerifyTwoFactorDto') } },
		async (request, reply) => {
			const login = loginOf(state, request);
			const { otpCode } = request.body as { otpCode: string };
			if (login.twoFactor === null) throw invalidInput(['2FA must be enabled first']);
			checkCode(state, login.twoFactor.secret, otpCode);
			state.killb.logins.change(login, { twoFactor: { ...login.twoFactor, enabled: true } });
			const message = 'Two-factor authentication enabled successfully';
			return await reply.code(201).send({ message });
		},
	);

	app.post('/auth/2fa/disable/request-email', async (request, reply) => {
		state.killb.logins.send(loginOf(state, request).email, 'disableTwoFactor');
		const message = 'Disable 2FA confirmation email sent successfully';
		return await reply.code(201).send({ message });
	});

	app.post(
		'/auth/2fa/disable',
		{ schema: { body: schemaOf('DisableTwoFactorDto') } },
		async (request, reply) => {
			const login = loginOf(state, request);
			enabledSecret(login);
			if (!isProven(state, login, request.body as Proof, 'disableTwoFactor')) throw notProven();
			state.killb.logins.change(login, { twoFactor: null });
			const message = 'Two-factor authentication disabled successfully';
			return await reply.code(201).send({ message });
		},
	);

	// By the session of the first step. The portal keeps it in a cookie that no page describes, so here it is the bearer token.
	app.post(
		'/auth/login/otp',
		{ schema: { body: schemaOf('LoginWithOtpDto') } },
		async (request, reply) => {
			const login = loginOf(state, request);
			checkCode(state, enabledSecret(login), (request.body as { otpCode: string }).otpCode);
			const tokens = state.killb.sessions.start(login.id, state.settings.tokens);
			const { expiresIn, refreshToken } = tokens;
			return await reply.code(201).send({ success: true, expiresIn, refreshToken });
		},
	);
}

/** By a code of the app, if the second factor is on, or by a mailed token; the vendor does not say which is needed when. */
export function isProven(
	state: SandboxState,
	login: Login,
	{ otpCode, emailConfirmationToken }: Proof,
	about: 'disableTwoFactor' | 'resetPassword',
): boolean {
	if (otpCode !== undefined && login.twoFactor?.enabled === true) {
		checkCode(state, login.twoFactor.secret, otpCode);
		return true;
	}
	if (emailConfirmationToken === undefined) return false;
	return state.killb.logins.redeem(emailConfirmationToken, about)?.id === login.id;
}

/** @throws KillBError 400; neither status nor code is documented for a wrong one-time code */
export function checkCode(state: SandboxState, secret: string, code: string): void {
	if (isRightCode(secret, code, state.clock.seconds())) return;
	throw new KillBError(400, 'AUTH.OTP', ['Invalid OTP code']);
}

export function notProven(): KillBError {
	return invalidInput(['otpCode or emailConfirmationToken is required and must be right']);
}

export function loginOf(state: SandboxState, request: FastifyRequest): Login {
	return state.killb.logins.byId(request.session.sub);
}

function enabledSecret({ twoFactor }: Login): string {
	if (twoFactor?.enabled !== true) throw invalidInput(['2FA is not enabled']);
	return twoFactor.secret;
}
