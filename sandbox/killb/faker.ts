import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { HasKillB, KillB } from './killB';
import { KillBError } from './errors';
import { schemaOf } from './facts';
import { isPending, type Ramp, RAMP_PATH } from './rampData';
import { walkRampTo } from './rampLife';
import { findRamp } from './ramps';
import { following } from './walk';

const BEFORE_PAYMENT = /^(CREATED|CASH_IN_(?!COMPLETED))/;

/** `/faker`, in KillB's own sandbox too (killb.md 9): both answer with an empty 201. */
export function fakerRoutes(app: FastifyInstance, sandbox: HasKillB): void {
	const body = schemaOf('FakerCashInDto');

	// "Completes the payment step and moves the ramp on": up to where the money is to be paid out.
	app.post('/faker/cash-in', { schema: { body } }, async (request, reply) => {
		const ramp = pendingRamp(sandbox.killb, request);
		if (!BEFORE_PAYMENT.test(ramp.status)) {
			throw wrongState(ramp, 'was paid for already');
		}
		walkRampTo(sandbox.killb, ramp.id, 'CASH_OUT_PENDING');
		return await reply.code(201).send();
	});

	// "Finishes the ramp": nothing says that the payment must have been simulated before.
	app.post('/faker/cash-out', { schema: { body } }, async (request, reply) => {
		walkRampTo(sandbox.killb, pendingRamp(sandbox.killb, request).id, 'COMPLETED');
		return await reply.code(201).send();
	});
}

function pendingRamp(killb: KillB, request: FastifyRequest): Ramp {
	const ramp = findRamp(killb, (request.body as { rampId: string }).rampId);
	if (!isPending(ramp) || following(RAMP_PATH, ramp.status) === undefined)
		throw wrongState(ramp, `is ${ramp.status}`);
	return ramp;
}

/** No code is documented: the sandbox's own choice. */
function wrongState({ id }: Ramp, what: string): KillBError {
	return new KillBError(400, 'RAMP.STATUS', [`The ramp ${what}`], [{ key: 'rampId', value: id }]);
}
