import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Journal, JournalFilter } from '../shared/journal';

const filterSchema = z
	.object({
		service: z.enum(['kernelhost', 'killb']).optional(),
		direction: z.enum(['in', 'out']).optional(),
		method: z.string().optional(),
		path: z.string().optional(),
		since: z.coerce.number().int().optional(),
		text: z.string().optional(),
		last: z.coerce.number().int().positive().optional(),
	})
	.strict();

/**
 * `GET /journal` (a plain array, oldest first; every filter is an optional query parameter) and
 * `DELETE /journal`. A client that polls sends the `ETag` of the previous answer, and gets 304
 * until something has changed.
 */
export function journalRoutes(app: FastifyInstance, journal: Journal): void {
	app.get('/journal', async (request, reply) => {
		const filter = filterSchema.parse(request.query) as JournalFilter;
		const etag = `"${journal.version}"`;
		reply.headers({ etag, 'x-journal-kept': String(journal.size) });
		if (request.headers['if-none-match'] === etag) return await reply.code(304).send();
		return journal.entries(filter);
	});

	app.delete('/journal', async (_request, reply) => {
		journal.clear();
		return await reply.code(204).send();
	});
}
