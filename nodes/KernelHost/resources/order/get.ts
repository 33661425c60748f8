import { operation, requiredText } from '../../../shared/operation';

/** GET /v1/orders/{id}: the status of one of the customer's orders (kernelhost.md 4). */
export const get = operation({
	name: 'Get',
	action: 'Get order',
	description: 'Get an order and its status',
	endpoint: 'GET /v1/orders/{orderId}',
	fields: {
		orderId: requiredText({
			everyPart: true,
			displayName: 'Order ID',
			description: 'ID from the response to Order: Create',
			placeholder: 'e.g. 1042',
		}),
	},
});
