import type { FastifyInstance } from 'fastify';
import type { SandboxState } from '../state';
import { accountRoutes } from './account';
import { billingRoutes } from './billing';
import { orderRoutes } from './orders';
import { productRoutes } from './products';
import { guardRoutes } from './routing';
import { serviceRoutes } from './services';
import { webhookRoutes } from './webhooks';

/** The KernelHost Reseller API below its API root: all 15 endpoints of kernelhost.md 4. */
export function kernelhost(state: SandboxState) {
	return async (app: FastifyInstance): Promise<void> => {
		guardRoutes(app, state);
		accountRoutes(app, state);
		productRoutes(app, state);
		orderRoutes(app, state);
		serviceRoutes(app, state);
		billingRoutes(app, state);
		webhookRoutes(app, state);
	};
}
