import { createHmac } from 'node:crypto';
import { WebhookContext } from 'n8n-core';
import type { INodeParameters, Logger } from 'n8n-workflow';
import StripeClient from 'stripe';
import { type Delivery, type DeliveryResult, deliverWebhook } from '../engine';

export const SECRET = 'whsec_of_the_engine_tests';
const webhooks = new StripeClient('sk_test_unused').webhooks;

/** The one response to every delivery that could not be verified. */
export const REFUSED = {
	status: 401,
	body: { error: 'Unauthorized' },
	noWebhookResponse: true,
	executionStarted: false,
	items: [],
	error: undefined,
};

/** The response to a genuine delivery that the user did not choose. */
export const IGNORED = { status: 200, body: { received: true }, executionStarted: false };

export const now = () => Math.floor(Date.now() / 1000);

/** Signed by the `stripe` package. */
export const kernelHostHeader = (payload: string, timestamp = now(), secret = SECRET) =>
	webhooks.generateTestHeaderString({ payload, secret, timestamp });

export const hmac = (body: Buffer | string, secret = SECRET) =>
	createHmac('sha256', secret).update(body).digest('hex');

/** A genuine delivery to the KernelHost Trigger, unless overridden. */
export function kernelHost(
	body: string,
	parameters: INodeParameters = {},
	overrides: Partial<Delivery> = {},
): Promise<DeliveryResult> {
	return deliverWebhook({
		type: 'kernelHostTrigger',
		parameters,
		credentials: { kernelHostApi: { webhookSecret: SECRET } },
		rawBody: body,
		headers: { 'KH-Webhook-Signature': kernelHostHeader(body) },
		...overrides,
	});
}

/** A genuine delivery to the KillB Trigger, unless overridden. */
export function killB(
	body: Buffer | string,
	parameters: INodeParameters = {},
	overrides: Partial<Delivery> = {},
): Promise<DeliveryResult> {
	return deliverWebhook({
		type: 'killBTrigger',
		parameters,
		credentials: { killBApi: { webhookSecret: SECRET } },
		rawBody: body,
		headers: { 'X-Signature-SHA256': hmac(body) },
		...overrides,
	});
}

export const paid =
	'{"id":"evt_1","type":"order.paid","created":1760000000,"data":{"total":98.50}}';
export const ramp = JSON.stringify({
	id: 'evt_2',
	event: 'RAMP',
	action: 'UPDATE',
	data: { id: 'ramp_1', status: 'COMPLETED' },
	createdAt: '2026-01-02T03:04:05.000Z',
	updatedAt: '2026-01-02T03:04:05.000Z',
	attempts: 0,
});

/**
 * Captures what a trigger writes to n8n's log. The getter is replaced and not the logger, because
 * several copies of n8n's logger package are installed and n8n-core's own can't be imported from
 * here.
 */
export function catchLog(): { warn: jest.Mock; error: jest.Mock } {
	const log = { warn: jest.fn(), error: jest.fn(), info: jest.fn(), debug: jest.fn() };
	const context = Object.getPrototypeOf(WebhookContext.prototype) as { readonly logger: Logger };
	jest.spyOn(context, 'logger', 'get').mockReturnValue(log as unknown as Logger);
	return log;
}
