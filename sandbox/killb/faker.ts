import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { SandboxState } from '../state';
import type { Ramp } from './data';
import { KillBError } from './errors';
import { schemaOf } from './facts';
import { RAMP_PATH, walkRampTo } from './ramp-life';
import { findRamp } from './ramps';
import { isPending } from './user-rules';
import { following } from './walk';

const BEFORE_PAYMENT = /^(CREATED|CASH_IN_(?!COMPLETED))/;

/** `/faker`, in KillB's own sandbox too (killb.md 9): both answer with an empty 201. */
export function fakerRoutes(app: FastifyInstance, state: SandboxState): void {
	const body = schemaOf('FakerCashInDto');

	// "Completes the payment step and moves the ramp on": up to where the money is to be paid out.
	app.post('/faker/cash-in', { schema: { body } }, async (request, reply) => {
		const ramp = pendingRamp(state, request);
		if (!BEFORE_PAYMENT.test(ramp.status)) {
			throw wrongState(ramp, 'was paid for already');
		}
		walkRampTo(state, ramp.id, 'CASH_OUT_PENDING');
		return await reply.code(201).send();
	});

	// "Finishes the ramp": nothing says that the payment must have been simulated before.
	app.post('/faker/cash-out', { schema: { body } }, async (request, reply) => {
		walkRampTo(state, pendingRamp(state, request).id, 'COMPLETED');
		return await reply.code(201).send();
	});
}

function pendingRamp(state: SandboxState, request: FastifyRequest): Ramp {
	const ramp = findRamp(state, (request.body as { rampId: string }).rampId);
	if (!isPending(ramp) || following(RAMP_PATH, ramp.status) === undefined)
		throw wrongState(ramp, `is ${ramp.status}`);
	return ramp;
}

/** No code is documented: the sandbox's own choice. */
function wrongState({ id }: Ramp, what: string): KillBError {
	return new KillBError(400, 'RAMP.STATUS', [`The ramp ${what}`], [{ key: 'rampId', value: id }]);
}
