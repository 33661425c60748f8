import type { FastifyInstance } from 'fastify';
import { ACCOUNT } from '../shared/details';
import type { HasKernelHost } from './kernelHost';

/** `/v1/health` and `/v1/me`; their fields are the sandbox's own choice. */
export function accountRoutes(app: FastifyInstance, sandbox: HasKernelHost): void {
	app.get('/v1/health', { config: { scope: 'public' } }, async () => ({
		status: 'ok',
		time: sandbox.kernelhost.clock.iso(),
	}));

	app.get('/v1/me', { config: { scope: 'any' } }, async () => ({
		account: { id: 1, name: 'Sandbox Reseller', email: ACCOUNT.email, currency: 'EUR' },
		key: {
			id: ACCOUNT.keyId,
			scopes: sandbox.kernelhost.settings.scopes.scopes,
			ip_whitelist: sandbox.kernelhost.settings.key.allowedIps,
		},
	}));
}
