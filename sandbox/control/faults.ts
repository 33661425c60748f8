import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { faultSchema, serviceSchema } from '../faults';
import type { SandboxState } from '../state';

const bodySchema = z.object({ faults: z.array(faultSchema) }).strict();
const querySchema = z.object({ service: serviceSchema.optional() }).strict();

/** `POST /faults` adds failures that the next matching requests meet, `GET` lists what is left, `DELETE` forgets it, with `?service=` of one. */
export function faultRoutes(app: FastifyInstance, state: SandboxState): void {
	app.post('/faults', async (request) => {
		state.faults.add(bodySchema.parse(request.body).faults);
		return { faults: state.faults.list() };
	});

	app.get('/faults', async () => ({ faults: state.faults.list() }));

	app.delete('/faults', async (request, reply) => {
		state.faults.clear(querySchema.parse(request.query).service);
		return await reply.code(204).send();
	});
}
