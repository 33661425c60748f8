import {
	FieldError,
	jsonObject,
	namedValues,
	operation,
	requiredText,
} from '../../../shared/operation';
import { productLocator } from '../../locators';
import { overridesOf } from '../../overrides';

/**
 * POST /v1/orders. Documented are `product_id` (a whole number in the samples), `billing_cycle` and
 * the required Idempotency-Key (kernelhost.md 4.1 and 6); the user enters everything else as JSON.
 */
export const create = operation({
	name: 'Create',
	action: 'Create order',
	description:
		'Place an order for a product. It is paid from your credit, then by the stored card.',
	endpoint: 'POST /v1/orders',
	idempotent: true,
	effect: 'costsMoney',
	creates: true,
	compare: (_values, { product_id: asked }) => [{ label: 'Product', asked, path: ['product_id'] }],
	fields: {
		productId: productLocator,
		billingCycle: requiredText({
			displayName: 'Billing Cycle',
			description:
				'How often the product is billed. KernelHost’s own example is "monthly"; the product’s details name what else there is.',
			placeholder: 'e.g. monthly',
			hint: 'This order costs money: your credit pays first, then the stored card',
			default: 'monthly',
		}),
		configOptions: namedValues({
			displayName: 'Configuration Options',
			description:
				'What the product lets one choose, such as the operating system: names and values as Product: Get shows them',
			addButton: 'Add Configuration Option',
			nameLabel: 'Option',
			namePlaceholder: 'e.g. operating_system',
		}),
		additionalFields: jsonObject({
			displayName: 'Additional Fields (JSON)',
			description:
				'More fields of the order as a JSON object. They are sent as they are: KernelHost does not publish their names, so take them from the product’s details or from its support.',
			placeholder: '{ "hostname": "web1" }',
		}),
	},
	body: async ({ productId, billingCycle, configOptions, additionalFields }, executionContext) => ({
		...additionalFields,
		...(configOptions
			? { [(await overridesOf(executionContext)).configOptionsField]: configOptions }
			: {}),
		product_id: productNumber(productId),
		billing_cycle: billingCycle.trim(),
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
