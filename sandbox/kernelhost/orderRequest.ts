import { fromCents, toCents } from './money';
import { findProduct, type Product } from './catalogue';
import { Problem, type FieldError } from './problem';

export interface OrderRequest {
	product: Product;
	billingCycle: string;
	/** Every option of the product, with its default where none was chosen. */
	configOptions: Record<string, string>;
	amount: string;
}

/**
 * Reads `product_id` (an integer) and `billing_cycle` (a string) as the vendor's samples send them.
 * `config_options` ({option: choice}) is the sandbox's own choice of a name; members that it does not know are ignored,
 * as the vendor documents no complete list.
 * @throws Problem 400 with one entry per wrong field
 */
export function readOrderRequest(body: Record<string, unknown>): OrderRequest {
	const errors: FieldError[] = [];
	const fail = (field: string, message: string) => void errors.push({ field, message });

	const id = body['product_id'];
	const product = typeof id === 'number' && Number.isInteger(id) ? findProduct(id) : undefined;
	if (product === undefined) {
		fail('product_id', typeof id === 'number' ? 'There is no such product.' : 'must be an integer');
	}
	const cycle = body['billing_cycle'];
	const price = typeof cycle === 'string' ? priceOf(product, cycle) : undefined;
	if (typeof cycle !== 'string') fail('billing_cycle', 'must be a string');
	else if (product !== undefined && price === undefined) {
		fail('billing_cycle', `must be one of ${Object.keys(product.prices).join(', ')}`);
	}
	const configOptions =
		product === undefined ? {} : chosenOptions(product, body['config_options'], fail);

	if (errors.length > 0 || product === undefined || price === undefined) {
		throw new Problem('validation_failed', 'The order is not valid.', { errors });
	}
	return {
		product,
		billingCycle: String(cycle),
		configOptions,
		amount: fromCents(toCents(price) + surcharges(product, configOptions)),
	};
}

function priceOf(product: Product | undefined, cycle: string): string | undefined {
	return product !== undefined && Object.hasOwn(product.prices, cycle)
		? product.prices[cycle]
		: undefined;
}

function chosenOptions(
	product: Product,
	given: unknown,
	fail: (field: string, message: string) => void,
): Record<string, string> {
	const chosen = Object.fromEntries(
		product.config_options.map((option) => [option.id, option.default]),
	);
	if (given === undefined) return chosen;
	if (typeof given !== 'object' || given === null || Array.isArray(given)) {
		fail('config_options', 'must be an object');
		return chosen;
	}
	for (const [name, choice] of Object.entries(given)) {
		const option = product.config_options.find((candidate) => candidate.id === name);
		if (option === undefined) fail(`config_options.${name}`, 'is no option of this product');
		else if (!option.choices.some((candidate) => candidate.id === choice)) {
			const allowed = option.choices.map((candidate) => candidate.id).join(', ');
			fail(`config_options.${name}`, `must be one of ${allowed}`);
		} else chosen[name] = String(choice);
	}
	return chosen;
}

/** Cents for the first period. */
function surcharges(product: Product, chosen: Record<string, string>): number {
	return product.config_options
		.map((option) => option.choices.find((choice) => choice.id === chosen[option.id]))
		.reduce((sum, choice) => sum + toCents(choice?.surcharge ?? '0.00'), 0);
}
