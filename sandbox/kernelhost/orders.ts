import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { findProduct, type Product } from './catalogue';
import { sendKernelHostEvent } from './events';
import type { Answer } from './idempotency';
import type { HasKernelHost, KernelHost, Order } from './kernelHost';
import { type FieldError, notFound, Problem } from './problem';
import { idParam, jsonBody } from './routing';

/** `/v1/orders`. Success code 201 and the status words are the sandbox's own choice. */
export function orderRoutes(app: FastifyInstance, sandbox: HasKernelHost): void {
	app.post('/v1/orders', { config: { scope: 'write:orders' } }, async (request, reply) => {
		const { kernelhost } = sandbox;
		return await kernelhost.idempotency.once(
			request,
			reply,
			async (key) => await placeOrder(kernelhost, jsonBody(request), key),
		);
	});

	app.get('/v1/orders/:id', { config: { scope: 'read:orders' } }, async (request) => {
		const order = sandbox.kernelhost.orders.get(idParam(request));
		if (order === undefined) throw notFound();
		return order;
	});
}

async function placeOrder(
	kernelhost: KernelHost,
	body: Record<string, unknown>,
	key: string,
): Promise<Answer> {
	const { product, billingCycle, configOptions, amount } = readOrderRequest(body);
	await delay(kernelhost.settings.delays.orderTakesMs);
	const paidFrom = pay(kernelhost, amount);

	const id = kernelhost.nextId('order');
	const invoice = kernelhost.addInvoice(amount, `${product.name}, ${billingCycle}`, id, 'unpaid');
	const order: Order = {
		id,
		status: 'pending',
		product_id: product.id,
		product_name: product.name,
		billing_cycle: billingCycle,
		config_options: configOptions,
		amount,
		currency: 'EUR',
		paid_from: paidFrom,
		invoice_id: invoice.id,
		service_id: null,
		created_at: kernelhost.clock.iso(),
		updated_at: kernelhost.clock.iso(),
	};
	kernelhost.orders.set(id, order);
	kernelhost.orderKeys.set(id, key);
	kernelhost.timers.after(kernelhost.settings.delays.paidAfterMs, () => settle(kernelhost, order));
	// A copy: the stored answer of an idempotent call does not change with the order.
	return { status: 201, body: { ...order } };
}

/** pending -> paid -> provisioned, each step with its webhook. */
function settle(kernelhost: KernelHost, order: Order): void {
	const invoice = kernelhost.invoices.get(order.invoice_id);
	if (invoice !== undefined) invoice.status = 'paid';
	change(kernelhost, order, { status: 'paid' });
	kernelhost.timers.after(kernelhost.settings.delays.provisionedAfterMs, () =>
		provision(kernelhost, order),
	);
	void sendKernelHostEvent(kernelhost, { type: 'invoice.created', data: { ...invoice } });
	void sendKernelHostEvent(kernelhost, { type: 'order.paid', data: { ...order } });
}

function provision(kernelhost: KernelHost, order: Order): void {
	const product = findProduct(order.product_id);
	if (product === undefined) return;
	const service = kernelhost.addService(product, order.billing_cycle, order.id);
	change(kernelhost, order, { status: 'provisioned', service_id: service.id });
	void sendKernelHostEvent(kernelhost, { type: 'service.provisioned', data: { ...service } });
}

function change(kernelhost: KernelHost, order: Order, changes: Partial<Order>): void {
	Object.assign(order, changes, { updated_at: kernelhost.clock.iso() });
}

interface OrderRequest {
	product: Product;
	billingCycle: string;
	/** Every option of the product, with its default if none was chosen. */
	configOptions: Record<string, string>;
	amount: string;
}

/**
 * Reads `product_id` (an integer) and `billing_cycle` (a string) as the vendor's samples send them.
 * The name `config_options` ({option: choice}) is the sandbox's own choice; unknown members are
 * ignored, because the vendor documents no complete list.
 * @throws Problem 400 with one entry per wrong field
 */
function readOrderRequest(body: Record<string, unknown>): OrderRequest {
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

/**
 * Uses the credit balance first, then the stored card (kernelhost.md 1). A rejected order takes
 * nothing.
 * @returns the amount taken from each
 * @throws Problem 402 with one of the four documented reasons
 */
function pay(kernelhost: KernelHost, amount: string): { credit: string; card: string } {
	const { balance, card, clientFound } = kernelhost.settings.account;
	if (!clientFound) throw unpaid('client_not_found');
	const credit = Math.min(toCents(balance), toCents(amount));
	const rest = toCents(amount) - credit;
	if (rest > 0) {
		if (card === 'none') throw unpaid('insufficient_credit_and_no_card');
		if (card === 'declined') throw unpaid('card_declined');
		if (card === 'expired') throw unpaid('card_expired');
	}
	kernelhost.setBalance(fromCents(toCents(balance) - credit));
	return { credit: fromCents(credit), card: fromCents(rest) };
}

function unpaid(reason: string): Problem {
	return new Problem('payment_required', 'The order could not be paid.', { reason });
}

/** Amounts are counted in whole cents, so that no sum is ever rounded. */
function toCents(amount: string): number {
	const [units = '0', cents = '00'] = amount.split('.');
	return Number(units) * 100 + Number(cents.padEnd(2, '0'));
}

function fromCents(cents: number): string {
	return `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
}
