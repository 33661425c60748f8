import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { moveBulkJob } from '../killb/bulkJobs';
import type { HasKillB } from '../killb/killB';
import facts from '../killb/operations.json';
import { movePayout } from '../killb/payouts';
import { moveRamp } from '../killb/rampLife';
import { kycState } from '../killb/userData';

export const USER_STATES = ['ACTIVE', 'PENDING', 'REJECTED'] as const;
export const ACCOUNT_STATES = [...USER_STATES, 'INACTIVE'] as const;
/** All documented states. */
export const RAMP_STATES = statesOf(facts.schemas.CreateRampResponseDto.status);
export const PAYOUT_STATES = statesOf(facts.schemas.CreatePayoutResponseDto.status);

const userBody = z
	.object({
		status: z.enum(USER_STATES),
		accessLevel: z.enum(['L0', 'L1', 'L2', 'L3', 'L4']).optional(),
		note: z.string().optional(),
	})
	.strict();
const accountBody = bodyOf(ACCOUNT_STATES);
const rampBody = bodyOf(RAMP_STATES);
const payoutBody = bodyOf(PAYOUT_STATES);
const jobBody = bodyOf(['PROCESSING', 'COMPLETED', 'FAILED']);

/**
 * `PUT /users/{id}` and `/accounts/{id}`: a decision of KillB's compliance about a user or an
 * account. `/ramps/{id}` and `/payouts/{id}`: any documented state. All send their webhook.
 * `/bulk-jobs/{id}`: advances the job of a bulk upload, until it has reached its end.
 */
export function stateRoutes(app: FastifyInstance, sandbox: HasKillB): void {
	app.put('/users/:id', async (request) => {
		const { users, clock, events } = sandbox.killb;
		const user = known('user', users.get(idOf(request)));
		const { status, ...rest } = userBody.parse(request.body);
		Object.assign(user, kycState(status), rest, { updatedAt: clock.iso() });
		void events.send({ event: 'USER', action: 'UPDATE', data: user });
		return user;
	});

	app.put('/accounts/:id', async (request) => {
		const { accounts, clock, events } = sandbox.killb;
		const account = known('account', accounts.byId.get(idOf(request)));
		Object.assign(account, accountBody.parse(request.body), { updatedAt: clock.iso() });
		void events.send({ event: 'ACCOUNT', action: 'UPDATE', data: account });
		return account;
	});

	app.put('/ramps/:id', async (request) => {
		const { status } = rampBody.parse(request.body);
		const { id } = known('ramp', sandbox.killb.ramps.get(idOf(request)));
		return moveRamp(sandbox.killb, id, status);
	});

	app.put('/payouts/:id', async (request) => {
		const { status } = payoutBody.parse(request.body);
		const payout = known('payout', sandbox.killb.payouts.byId.get(idOf(request)));
		return movePayout(sandbox.killb, payout, status);
	});

	app.put('/bulk-jobs/:id', async (request) => {
		const { status } = jobBody.parse(request.body);
		const work = known('job', sandbox.killb.bulkJobs.get(idOf(request)));
		moveBulkJob(sandbox.killb, work, status);
		return work.job;
	});
}

function bodyOf<T extends string>(states: readonly T[]) {
	return z.object({ status: z.enum(states as [T, ...T[]]) }).strict();
}

/** The states of a type in the notation of operations.json. */
function statesOf(statuses: string): string[] {
	const [names = ''] = statuses.split('  e.g.');
	return names.split(' | ');
}

function idOf(request: FastifyRequest): string {
	return (request.params as { id: string }).id;
}

/** @throws Error 404 for a missing record */
function known<T>(what: string, record: T | undefined): T {
	if (record !== undefined) return record;
	throw Object.assign(new Error(`There is no such ${what}.`), { statusCode: 404 });
}
