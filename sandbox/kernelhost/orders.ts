import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type { SandboxState } from '../state';
import { findProduct } from './catalogue';
import { sendKernelHostEvent } from './events';
import { onceOnly, type Answer } from './idempotency';
import { readOrderRequest } from './order-request';
import { pay } from './payment';
import { notFound } from './problem';
import { idParam, jsonBody } from './routing';
import type { Order } from './data';

/** `/v1/orders`. Success code 201 and the status words are the sandbox's own choice. */
export function orderRoutes(app: FastifyInstance, state: SandboxState): void {
	app.post('/v1/orders', { config: { scope: 'write:orders' } }, async (request, reply) =>
		onceOnly(state, request, reply, async (key) => await placeOrder(state, jsonBody(request), key)),
	);

	app.get('/v1/orders/:id', { config: { scope: 'read:orders' } }, async (request) => {
		const order = state.kernelhost.orders.get(idParam(request));
		if (order === undefined) throw notFound();
		return order;
	});
}

async function placeOrder(
	state: SandboxState,
	body: Record<string, unknown>,
	key: string,
): Promise<Answer> {
	const { product, billingCycle, configOptions, amount } = readOrderRequest(body);
	await delay(state.settings.delays.orderTakesMs);
	const paidFrom = pay(state, amount);

	const data = state.kernelhost;
	const id = data.nextId('order');
	const invoice = data.addInvoice(amount, `${product.name}, ${billingCycle}`, id, 'unpaid');
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
		created_at: state.clock.iso(),
		updated_at: state.clock.iso(),
	};
	data.orders.set(id, order);
	data.orderKeys.set(id, key);
	state.timers.after(state.settings.delays.paidAfterMs, () => settle(state, order));
	// A copy: the stored answer of an idempotent call does not change with the order.
	return { status: 201, body: { ...order } };
}

/** pending -> paid -> provisioned, each step told by its webhook. */
function settle(state: SandboxState, order: Order): void {
	const data = state.kernelhost;
	const invoice = data.invoices.get(order.invoice_id);
	if (invoice !== undefined) invoice.status = 'paid';
	change(state, order, { status: 'paid' });
	state.timers.after(state.settings.delays.provisionedAfterMs, () => provision(state, order));
	void sendKernelHostEvent(state, { type: 'invoice.created', data: { ...invoice } });
	void sendKernelHostEvent(state, { type: 'order.paid', data: { ...order } });
}

function provision(state: SandboxState, order: Order): void {
	const product = findProduct(order.product_id);
	if (product === undefined) return;
	const service = state.kernelhost.addService(product, order.billing_cycle, order.id);
	change(state, order, { status: 'provisioned', service_id: service.id });
	void sendKernelHostEvent(state, { type: 'service.provisioned', data: { ...service } });
}

function change(state: SandboxState, order: Order, changes: Partial<Order>): void {
	Object.assign(order, changes, { updated_at: state.clock.iso() });
}
