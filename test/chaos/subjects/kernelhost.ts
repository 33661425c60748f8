import type { INodeParameters } from 'n8n-workflow';
import { byId } from '../../support/kernelhost/kernelHostSandbox';
import type { Kind, Subject } from '../subject';

const BY_REFERENCE: INodeParameters = {
	idempotencyMode: 'reference',
	businessReference: '={{ $json.ref }}',
};
const WEBHOOK_URL = 'http://127.0.0.1:9/hook';

function subject(
	operation: string,
	kind: Kind,
	rest: Omit<Subject, 'node' | 'operation' | 'kind'>,
) {
	return { node: 'kernelHost' as const, operation, kind, ...rest };
}

/** An action, and the state that each of the seeded services must have for it. */
function action(
	name: string,
	state: { power?: 'running' | 'stopped'; status?: 'active' | 'suspended' } = {},
): Subject {
	const destroys = name === 'terminate' || name === 'reinstall';
	return subject(`service.${name}`, 'keyed', {
		route: { method: 'POST', path: '/actions' },
		parameters: {
			serviceId: byId('={{ $json.serviceId }}'),
			...(destroys ? { confirmation: 'everyItem' } : {}),
			...BY_REFERENCE,
		},
		prepare: ({ state: { kernelhost } }, count) =>
			[...kernelhost.services.values()].slice(0, count).map((service) => {
				Object.assign(service, state);
				return { serviceId: String(service.id) };
			}),
		// By the service: the key of an action may be made from more than the reference.
		made: (_state, { kernelhost }) =>
			new Map(kernelhost.actions.map(({ id, service_id: of }) => [String(id), String(of)])),
		identity: ({ serviceId }) => String(serviceId),
		most: 30,
	});
}

export const KERNELHOST: Subject[] = [
	subject('product.getAll', 'read', {
		route: { method: 'GET', path: '/v1/products' },
		parameters: { returnAll: true },
	}),
	subject('order.create', 'keyed', {
		route: { method: 'POST', path: '/v1/orders' },
		parameters: { productId: byId('42'), billingCycle: 'monthly', ...BY_REFERENCE },
		made: (_state, { kernelhost }) =>
			new Map(kernelhost.orders.map(({ id, idempotencyKey: key }) => [String(id), key])),
	}),
	action('reboot'),
	action('reinstall'),
	action('start', { power: 'stopped' }),
	action('stop'),
	action('suspend'),
	action('terminate'),
	action('unsuspend', { status: 'suspended', power: 'stopped' }),
	subject('webhook.set', 'setting', {
		mayAnswerNothing: true,
		route: { method: 'PUT', path: '/v1/webhooks' },
		parameters: { url: WEBHOOK_URL },
		isSet: ({ kernelhost }) => kernelhost.webhookUrl === WEBHOOK_URL,
	}),
	subject('webhook.remove', 'setting', {
		mayAnswerNothing: true,
		route: { method: 'PUT', path: '/v1/webhooks' },
		parameters: {},
		prepare: ({ state: { kernelhost } }, count) => {
			kernelhost.webhookUrl = WEBHOOK_URL;
			return Array.from({ length: count }, () => ({}));
		},
		isSet: ({ kernelhost }) => kernelhost.webhookUrl === null,
	}),
	// Without its own key it may not be repeated, although this endpoint would allow it.
	subject('apiRequest.send', 'plain', {
		mayAnswerNothing: true,
		route: { method: 'PUT', path: '/v1/webhooks' },
		parameters: {
			method: 'PUT',
			path: '/v1/webhooks',
			body: `{"url":"${WEBHOOK_URL}"}`,
			idempotencyMode: 'automatic',
		},
		isSet: ({ kernelhost }) => kernelhost.webhookUrl === WEBHOOK_URL,
	}),
];
