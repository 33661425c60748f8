import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { moveBulkJob } from '../killb/bulk-jobs';
import type { SandboxState } from '../state';
import { unknown } from './unknown';

const bodySchema = z.object({ status: z.enum(['PROCESSING', 'COMPLETED', 'FAILED']) }).strict();

/** `PUT /bulk-jobs/{id}` with `{status}`: moves the job of a bulk upload on, until it has reached its end. */
export function bulkJobRoutes(app: FastifyInstance, state: SandboxState): void {
	app.put('/bulk-jobs/:id', async (request) => {
		const { id } = request.params as { id: string };
		const { status } = bodySchema.parse(request.body);
		const work = state.killb.bulkJobs.get(id);
		if (work === undefined) throw unknown('job');
		moveBulkJob(state, work, status);
		return work.job;
	});
}
