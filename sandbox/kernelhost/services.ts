import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { SandboxState } from '../state';
import { actionNamed, startAction } from './actions';
import type { Service } from './data';
import { onceOnly } from './idempotency';
import { paged } from './lists';
import { notFound } from './problem';
import { idParam, jsonBody } from './routing';

/** `/v1/services`, access data and actions; all shapes are the sandbox's own choice. */
export function serviceRoutes(app: FastifyInstance, state: SandboxState): void {
	const read = { config: { scope: 'read:services' } };

	app.get('/v1/services', read, async (request) =>
		paged(state, request, 'services', [...state.kernelhost.services.values()]),
	);

	app.get('/v1/services/:id', read, async (request) => find(state, request));

	app.get(
		'/v1/services/:id/credentials',
		{ config: { scope: 'read:credentials' } },
		async (request) => {
			const service = find(state, request);
			return {
				service_id: service.id,
				hostname: service.hostname,
				ip_address: service.ip_addresses[0],
				port: 22,
				username: 'root',
				password: state.kernelhost.passwords.get(service.id),
			};
		},
	);

	app.post(
		'/v1/services/:id/actions',
		{ config: { scope: 'write:services' } },
		async (request, reply) =>
			await onceOnly(state, request, reply, async (key) => {
				const service = find(state, request);
				return startAction(state, service, actionNamed(jsonBody(request)), key);
			}),
	);
}

function find(state: SandboxState, request: FastifyRequest): Service {
	const service = state.kernelhost.services.get(idParam(request));
	if (service === undefined) throw notFound();
	return service;
}
