import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { SandboxState } from '../state';

const bodySchema = z.object({ what: z.enum(['all', 'refresh']).default('all') }).strict();

/** `POST /tokens/revoke` with `{what}` makes KillB's tokens worthless, `POST /tokens/expire` lets its access tokens run out early. */
export function tokenRoutes(app: FastifyInstance, state: SandboxState): void {
	app.post('/tokens/revoke', async (request) => {
		const { what } = bodySchema.parse(request.body ?? {});
		state.killb.sessions.revoke(what);
		return { revoked: what };
	});

	app.post('/tokens/expire', async () => {
		state.killb.sessions.expire();
		return { expired: 'access' };
	});
}
