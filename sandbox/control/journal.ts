import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { JournalFilter } from '../journal';
import type { SandboxState } from '../state';

const filterSchema = z
	.object({
		service: z.enum(['kernelhost', 'killb']).optional(),
		direction: z.enum(['in', 'out']).optional(),
		method: z.string().optional(),
		path: z.string().optional(),
		since: z.coerce.number().int().optional(),
	})
	.strict();

/** `GET /journal` (a plain array, oldest first; every filter is an optional query parameter) and `DELETE /journal`. */
export function journalRoutes(app: FastifyInstance, state: SandboxState): void {
	app.get('/journal', async (request) =>
		state.journal.entries(filterSchema.parse(request.query) as JournalFilter),
	);

	app.delete('/journal', async (_request, reply) => {
		state.journal.clear();
		return await reply.code(204).send();
	});
}
