import type { FastifyInstance } from 'fastify';
import { accountRoutes, billingRoutes } from './account';
import type { HasKernelHost } from './kernelHost';
import { orderRoutes } from './orders';
import { productRoutes } from './products';
import { guardRoutes } from './routing';
import { serviceRoutes } from './services';
import { webhookRoutes } from './webhooks';

/** The KernelHost Reseller API below its API root: all 15 endpoints of kernelhost.md 4. */
export function kernelhost(sandbox: HasKernelHost) {
	return async (app: FastifyInstance): Promise<void> => {
		guardRoutes(app, sandbox);
		accountRoutes(app, sandbox);
		productRoutes(app, sandbox);
		orderRoutes(app, sandbox);
		serviceRoutes(app, sandbox);
		billingRoutes(app, sandbox);
		webhookRoutes(app, sandbox);
	};
}
