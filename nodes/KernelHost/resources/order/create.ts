import {
	FieldError,
	jsonObject,
	namedValues,
	operation,
	optionInputs,
	waitOptions,
} from '../../../shared/operation';
import { billingCycleLocator, productLocator } from '../../locators';
import { ADVICE, finalStatesOf, overridesOf } from '../../overrides';

/**
 * POST /v1/orders. Documented are `product_id` (a whole number in the samples), `billing_cycle` and
 * the required Idempotency-Key (kernelhost.md 4.1 and 6); the user enters everything else as JSON.
 */
export const create = operation({
	name: 'Create',
	action: 'Create order',
	description: 'Order a product. Your credit is charged first, then the stored card.',
	endpoint: 'POST /v1/orders',
	idempotent: true,
	effect: 'costsMoney',
	creates: true,
	advice: ADVICE.order,
	waitUntil: { endpoint: 'GET /v1/orders/{id}', states: finalStatesOf('order') },
	compare: (_values, { product_id: asked }) => [
		{ label: 'Product', asked, path: ['product_id'], isName: true },
	],
	fields: {
		productId: productLocator,
		billingCycle: billingCycleLocator,
		configOptions: namedValues({
			displayName: 'Configuration Options',
			description:
				'Settings of the product, such as the operating system, with names and values from Product: Get',
			addButton: 'Add Configuration Option',
			nameLabel: 'Option',
			namePlaceholder: 'e.g. operating_system',
		}),
		options: optionInputs({
			additionalFields: jsonObject({
				displayName: 'Additional Fields (JSON)',
				description:
					'Other order fields, sent as they are. KernelHost does not publish their names: see Product: Get or ask its support.',
				placeholder: '{ "hostname": "web1" }',
			}),
			...waitOptions,
		}),
	},
	body: async ({ productId, billingCycle, configOptions, options }, executionContext) => ({
		...options.additionalFields,
		...(configOptions
			? { [(await overridesOf(executionContext)).configOptionsField]: configOptions }
			: {}),
		product_id: productNumber(productId),
		billing_cycle: billingCycle,
	}),
});

/** Converts an ID to a number, as in KernelHost's samples; an ID of another form stays text. */
function productNumber(id: string): number | string {
	if (!/^-?\d+(\.\d+)?$/.test(id)) return id;
	const number = Number(id);
	if (!Number.isSafeInteger(number) || number <= 0) {
		throw new FieldError('Product', `must have a positive whole number as its ID, and it is ${id}`);
	}
	return number;
}
