import type { FastifyInstance } from 'fastify';
import type { SandboxState } from '../state';
import { accountRoutes } from './account';
import { orderRoutes } from './orders';
import { productRoutes } from './products';
import { guardRoutes } from './routing';

/** The KernelHost Reseller API below its API root: all 15 endpoints of kernelhost.md section 4. */
export function kernelhost(state: SandboxState) {
	return async (app: FastifyInstance): Promise<void> => {
		guardRoutes(app, state);
		accountRoutes(app, state);
		productRoutes(app, state);
		orderRoutes(app, state);
	};
}
