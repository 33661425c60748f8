import type { FastifyInstance } from 'fastify';
import type { SandboxState } from '../state';
import { authRoutes } from './auth';
import { rampRoutes } from './ramps';
import { favoriteRoutes } from './favorite';
import { guardRoutes } from './routing';
import { userRoutes } from './users';
import { webhookRoutes } from './webhooks';

/** KillB's API below `/api/v2`; one file per resource. */
export function killb(state: SandboxState) {
	return async (app: FastifyInstance): Promise<void> => {
		guardRoutes(app, state);
		authRoutes(app, state);
		userRoutes(app, state);
		favoriteRoutes(app, state);
		rampRoutes(app, state);
		webhookRoutes(app, state);
	};
}
