import type { FastifyInstance } from 'fastify';
import type { SandboxState } from '../state';

/** `GET /records`: what was really done, and `GET /limits`: how many requests the services' own limiters refused. */
export function recordRoutes(app: FastifyInstance, state: SandboxState): void {
	app.get('/records', async () => state.records());

	app.get('/limits', async () => ({
		kernelhost: { refused: state.refused.kernelhost },
		killb: { refused: state.refused.killb },
	}));
}
