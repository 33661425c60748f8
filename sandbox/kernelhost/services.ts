import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Answer } from './idempotency';
import type { HasKernelHost, KernelHost, Service } from './kernelHost';
import { paged } from './lists';
import { invalid, notFound } from './problem';
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

type Changes = Partial<Pick<Service, 'status' | 'power'>>;
interface Action {
	/** Whether the action is possible in the service's state. */
	fits: (service: Service) => boolean;
	meanwhile: Changes;
	afterwards: Changes;
}

const isOn = ({ status, power }: Service) => status === 'active' && power === 'running';
const isOff = ({ status, power }: Service) => status === 'active' && power === 'stopped';

/**
 * The seven documented actions (kernelhost.md 4); the state that each needs is the sandbox's own
 * choice.
 */
const ACTIONS: Record<string, Action> = {
	start: { fits: isOff, meanwhile: { power: 'starting' }, afterwards: { power: 'running' } },
	stop: { fits: isOn, meanwhile: { power: 'stopping' }, afterwards: { power: 'stopped' } },
	reboot: { fits: isOn, meanwhile: { power: 'rebooting' }, afterwards: { power: 'running' } },
	reinstall: {
		fits: (service) => isOn(service) || isOff(service),
		meanwhile: { power: 'reinstalling' },
		afterwards: { power: 'running' },
	},
	suspend: {
		fits: ({ status }) => status === 'active',
		meanwhile: {},
		afterwards: { status: 'suspended', power: 'stopped' },
	},
	unsuspend: {
		fits: ({ status }) => status === 'suspended',
		meanwhile: {},
		afterwards: { status: 'active', power: 'running' },
	},
	terminate: {
		fits: ({ status }) => status !== 'terminated',
		meanwhile: {},
		afterwards: { status: 'terminated', power: 'stopped' },
	},
};

/**
 * Reads the action from a body. The name `action` is the sandbox's own choice; other members are
 * ignored, because the input of a reinstallation is not documented.
 * @throws Problem 400
 */
function actionNamed(body: Record<string, unknown>): string {
	const name = body['action'];
	if (typeof name !== 'string' || !Object.hasOwn(ACTIONS, name)) {
		throw invalid('action', `must be one of ${Object.keys(ACTIONS).join(', ')}`);
	}
	return name;
}

/**
 * Begins an action that takes `delays.actionTakesMs`, and answers 202 immediately. An action that
 * is not possible is 400: the documented types have nothing closer.
 */
function startAction(
	kernelhost: KernelHost,
	service: Service,
	name: string,
	idempotencyKey: string,
): Answer {
	const action = ACTIONS[name];
	if (action === undefined || !action.fits(service)) {
		throw invalid(
			'action',
			`${name} is not possible: the service is ${service.status}, ${service.power}`,
		);
	}
	change(kernelhost, service, action.meanwhile);
	if (name === 'reinstall') {
		kernelhost.passwords.set(
			service.id,
			`sandbox-root-${service.id}-${kernelhost.clock.seconds()}`,
		);
	}
	kernelhost.timers.after(kernelhost.settings.delays.actionTakesMs, () => {
		// A termination in the meantime is final.
		if (service.status !== 'terminated') change(kernelhost, service, action.afterwards);
	});
	const begun = {
		id: kernelhost.nextId('action'),
		service_id: service.id,
		action: name,
		created_at: kernelhost.clock.iso(),
	};
	kernelhost.actions.push({ ...begun, idempotencyKey });
	return { status: 202, body: { ...begun, status: 'accepted' } };
}

function change(kernelhost: KernelHost, service: Service, changes: Changes): void {
	Object.assign(service, changes, { updated_at: kernelhost.clock.iso() });
}
