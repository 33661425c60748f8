import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import facts from '../killb/operations.json';
import { movePayout } from '../killb/payout-life';
import { moveRamp } from '../killb/ramp-life';
import type { SandboxState } from '../state';
import { unknown } from './unknown';

/** All documented states. */
export const RAMP_STATES = statesOf(facts.schemas.CreateRampResponseDto.status);
export const PAYOUT_STATES = statesOf(facts.schemas.CreatePayoutResponseDto.status);
const rampBody = bodyOf(RAMP_STATES);
const payoutBody = bodyOf(PAYOUT_STATES);

/** `PUT /ramps/{id}` and `PUT /payouts/{id}` with `{status}`: any documented state, with its webhook. */
export function stateRoutes(app: FastifyInstance, state: SandboxState): void {
	app.put('/ramps/:id', async (request) => {
		const { id } = request.params as { id: string };
		const { status } = rampBody.parse(request.body);
		if (!state.killb.ramps.has(id)) throw unknown('ramp');
		return moveRamp(state, id, status);
	});

	app.put('/payouts/:id', async (request) => {
		const { id } = request.params as { id: string };
		const { status } = payoutBody.parse(request.body);
		const payout = state.killb.payouts.byId.get(id);
		if (payout === undefined) throw unknown('payout');
		return movePayout(state, payout, status);
	});
}

function bodyOf(states: string[]) {
	return z.object({ status: z.enum(states as [string, ...string[]]) }).strict();
}

/** The states of a type in the notation of operations.json. */
function statesOf(statuses: string): string[] {
	const [names = ''] = statuses.split('  e.g.');
	return names.split(' | ');
}
