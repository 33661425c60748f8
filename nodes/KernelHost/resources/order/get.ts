import { operation, requiredText } from '../../../shared/operation';

/** GET /v1/orders/{id}: the status of one of the customer's orders (kernelhost.md 4). */
export const get = operation({
	name: 'Get',
	action: 'Get order',
	description: 'Read the status of one of your orders',
	endpoint: 'GET /v1/orders/{orderId}',
	fields: {
		orderId: requiredText({
			everyPart: true,
			displayName: 'Order ID',
			description: 'The ID that KernelHost gave the order when it was placed',
			placeholder: 'e.g. 1042',
		}),
	},
});
