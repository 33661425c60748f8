import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { sendKillBEvent } from '../killb/events';
import { kycState } from '../killb/kyc';
import type { SandboxState } from '../state';
import { unknown } from './unknown';

export const USER_STATES = ['ACTIVE', 'PENDING', 'REJECTED'] as const;
export const ACCOUNT_STATES = [...USER_STATES, 'INACTIVE'] as const;
const userSchema = z
	.object({
		status: z.enum(USER_STATES),
		accessLevel: z.enum(['L0', 'L1', 'L2', 'L3', 'L4']).optional(),
		note: z.string().optional(),
	})
	.strict();
const accountSchema = z.object({ status: z.enum(ACCOUNT_STATES) }).strict();

/** `PUT /users/{id}` and `PUT /accounts/{id}`: what KillB's compliance does to a user or an account, with its webhook. */
export function kycRoutes(app: FastifyInstance, state: SandboxState): void {
	app.put('/users/:id', async (request) => {
		const user = state.killb.users.get(idOf(request.params));
		if (user === undefined) throw unknown('user');
		const { status, ...rest } = userSchema.parse(request.body);
		Object.assign(user, kycState(status), rest, { updatedAt: state.clock.iso() });
		void sendKillBEvent(state, { event: 'USER', action: 'UPDATE', data: user });
		return user;
	});

	app.put('/accounts/:id', async (request) => {
		const account = state.killb.accounts.byId.get(idOf(request.params));
		if (account === undefined) throw unknown('account');
		Object.assign(account, accountSchema.parse(request.body), { updatedAt: state.clock.iso() });
		void sendKillBEvent(state, { event: 'ACCOUNT', action: 'UPDATE', data: account });
		return account;
	});
}

function idOf(parameters: unknown): string {
	return (parameters as { id: string }).id;
}
