import type { FastifyInstance } from 'fastify';
import type { SandboxState } from '../state';
import { SEEDED_USER_ID, type Ramp } from './data';
import { KillBError } from './errors';
import { querySchemaOf } from './facts';
import { paged } from './lists';

/** Reading ramps (killb.md section 7), so that what an event names can be looked up. */
export function rampRoutes(app: FastifyInstance, state: SandboxState): void {
	app.get(
		'/ramps',
		{ schema: { querystring: querySchemaOf('GET', '/api/v2/ramps') } },
		async (request) => {
			const query = request.query as Record<string, string>;
			const filters = (['id', 'externalId', 'status'] as const).filter(
				(name) => query[name] !== undefined,
			);
			const ramps = [...state.killb.ramps.values()];
			return paged(
				request,
				'ramps',
				ramps.filter((ramp) => filters.every((name) => ramp[name] === query[name])),
			);
		},
	);

	app.get('/ramps/:id', async (request) => {
		const { id } = request.params as { id: string };
		const ramp = state.killb.ramps.get(id);
		if (ramp !== undefined) return ramp;
		// The documented codes name no missing ramp: the code is the sandbox's own choice.
		throw new KillBError(404, 'RAMP.NOT_FOUND', ['Ramp not found'], [{ key: 'rampId', value: id }]);
	});
}

/** Changes a ramp, or makes one like the vendor's webhook sample (killb.md section 4.2) with what is given. */
export function putRamp(state: SandboxState, id: string, changes: Record<string, unknown>): Ramp {
	const now = state.clock.iso();
	const known = state.killb.ramps.get(id) ?? newRamp(id, now);
	const ramp: Ramp = Object.assign({}, known, changes, { id, updatedAt: now });
	state.killb.ramps.set(id, ramp);
	return ramp;
}

function newRamp(id: string, now: string): Ramp {
	const accountId = 'f3a9c0de-7b21-4c58-a6d4-1e2f3a4b5c6d';
	return {
		id,
		userId: SEEDED_USER_ID,
		accountId,
		quotationId: 'a4d2e6f8-0b1c-4d3e-9f50-617283940516',
		type: 'ON',
		status: 'CREATED',
		cashInMethod: 'PSE',
		cashOutMethod: 'POLYGON',
		fromCurrency: 'COP',
		toCurrency: 'USDC',
		fromAmount: 400000,
		toAmount: 98.5,
		transferProof: `0x${'ab'.repeat(32)}`,
		isPreFunded: false,
		active: true,
		accounts: [{ id: accountId, amount: 98.5 }],
		createdAt: now,
		updatedAt: now,
	};
}
