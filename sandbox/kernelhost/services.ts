import type { FastifyInstance, FastifyRequest } from 'fastify';
import { actionNamed, startAction } from './actions';
import type { HasKernelHost, KernelHost, Service } from './kernelHost';
import { paged } from './lists';
import { notFound } from './problem';
import { idParam, jsonBody } from './routing';

/** `/v1/services`, access data and actions; all shapes are the sandbox's own choice. */
export function serviceRoutes(app: FastifyInstance, sandbox: HasKernelHost): void {
	const read = { config: { scope: 'read:services' } };

	app.get('/v1/services', read, async (request) =>
		paged(sandbox.kernelhost, request, 'services', [...sandbox.kernelhost.services.values()]),
	);

	app.get('/v1/services/:id', read, async (request) => find(sandbox.kernelhost, request));

	app.get(
		'/v1/services/:id/credentials',
		{ config: { scope: 'read:credentials' } },
		async (request) => {
			const service = find(sandbox.kernelhost, request);
			return {
				service_id: service.id,
				hostname: service.hostname,
				ip_address: service.ip_addresses[0],
				port: 22,
				username: 'root',
				password: sandbox.kernelhost.passwords.get(service.id),
			};
		},
	);

	app.post(
		'/v1/services/:id/actions',
		{ config: { scope: 'write:services' } },
		async (request, reply) => {
			const { kernelhost } = sandbox;
			return await kernelhost.idempotency.once(request, reply, async (key) => {
				const service = find(kernelhost, request);
				return startAction(kernelhost, service, actionNamed(jsonBody(request)), key);
			});
		},
	);
}

function find(kernelhost: KernelHost, request: FastifyRequest): Service {
	const service = kernelhost.services.get(idParam(request));
	if (service === undefined) throw notFound();
	return service;
}
