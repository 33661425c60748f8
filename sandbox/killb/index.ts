import type { FastifyInstance } from 'fastify';
import type { SandboxState } from '../state';
import { accountRoutes } from './accounts';
import { authRoutes } from './auth';
import { bankRoutes } from './banks';
import { customerRoutes } from './customers';
import { payoutRoutes } from './payouts';
import { quotationRoutes } from './quotations';
import { rampRoutes } from './ramps';
import { fakerRoutes } from './faker';
import { favoriteRoutes } from './favorite';
import { guardRoutes } from './routing';
import { userDocumentRoutes } from './user-documents';
import { userRoutes } from './users';
import { webhookRoutes } from './webhooks';

/** KillB's API below `/api/v2`; one file per resource. */
export function killb(state: SandboxState) {
	return async (app: FastifyInstance): Promise<void> => {
		guardRoutes(app, state);
		authRoutes(app, state);
		userRoutes(app, state);
		userDocumentRoutes(app, state);
		favoriteRoutes(app, state);
		accountRoutes(app, state);
		bankRoutes(app);
		customerRoutes(app, state);
		quotationRoutes(app, state);
		rampRoutes(app, state);
		fakerRoutes(app, state);
		payoutRoutes(app, state);
		webhookRoutes(app, state);
	};
}
