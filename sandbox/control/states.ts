import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import facts from '../killb/operations.json';
import { moveRamp } from '../killb/ramp-life';
import type { SandboxState } from '../state';

/** `PUT /ramps/{id}` with `{status}`: gives a ramp any documented state, with its webhook. */
export function stateRoutes(app: FastifyInstance, state: SandboxState): void {
	const rampBody = z
		.object({ status: statusOf(facts.schemas.CreateRampResponseDto.status) })
		.strict();

	app.put('/ramps/:id', async (request) => {
		const { id } = request.params as { id: string };
		const { status } = rampBody.parse(request.body);
		if (!state.killb.ramps.has(id)) throw unknown('ramp');
		return moveRamp(state, id, status);
	});
}

/** The states of a type in the notation of operations.json. */
function statusOf(fact: string) {
	const [names = ''] = fact.split('  e.g.');
	return z.enum(names.split(' | ') as [string, ...string[]]);
}

function unknown(what: string): Error {
	return Object.assign(new Error(`There is no such ${what}.`), { statusCode: 404 });
}
