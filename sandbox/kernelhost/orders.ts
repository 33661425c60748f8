import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type { HasKernelHost, KernelHost, Order } from './kernelHost';
import { findProduct } from './catalogue';
import { sendKernelHostEvent } from './events';
import type { Answer } from './idempotency';
import { readOrderRequest } from './orderRequest';
import { pay } from './payment';
import { notFound } from './problem';
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

/** pending -> paid -> provisioned, each step told by its webhook. */
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
