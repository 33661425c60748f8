import type { INodeParameters } from 'n8n-workflow';

/** The required inputs of each operation, except for those that name an object. */
export const INPUTS: Record<string, INodeParameters> = {
	'apiRequest.send': { method: 'GET', path: '/v1/me' },
	'invoice.downloadPdf': { binaryProperty: 'data' },
	'order.create': { billingCycle: 'monthly', idempotencyMode: 'automatic' },
	'service.reinstall': { confirmation: 'everyItem' },
	'service.terminate': { confirmation: 'everyItem' },
	'webhook.set': { url: 'https://kernelhost-killb.example/x' },
};
