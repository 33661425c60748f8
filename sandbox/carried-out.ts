import type { FastifyInstance } from 'fastify';
import { KERNELHOST_ROOT, KILLB_ROOT } from './details';
import type { SandboxState } from './state';

/**
 * Counts the writes that a service answered with 2xx, whatever a fault made of the answer, by method and route below the API's root,
 * e.g. `POST /users/:id/documents`. A repetition that got the earlier answer again counts too: it was answered.
 */
export function countWrites(app: FastifyInstance, state: SandboxState): void {
	app.addHook('onSend', async (request, reply, payload) => {
		const { journalEntry, fault, method, routeOptions } = request;
		const acted = fault === null || fault.kind !== 'status' || fault.carriedOut;
		if (journalEntry === null || method === 'GET' || !acted) return payload;
		if (reply.statusCode < 200 || reply.statusCode > 299) return payload;
		const root = journalEntry.service === 'killb' ? KILLB_ROOT : KERNELHOST_ROOT;
		const route = `${method} ${(routeOptions.url ?? '').slice(root.length)}`;
		const writes = state[journalEntry.service].writes;
		writes.set(route, (writes.get(route) ?? 0) + 1);
		return payload;
	});
}
