/** One service with one webhook subscription, as these tests see it. */
export interface Service {
	name: 'killb' | 'kernelhost';
	/** its name in messages */
	title: string;
	trigger: string;
	credential: string;
	/** part of the path of every request about the subscription */
	path: string;
	/**
	 * the methods that write a URL into an empty subscription, restore a previous one, and empty it
	 */
	takes: string;
	restores: string;
	clears: string;
	/** an event that the trigger receives */
	event: Record<string, unknown>;
	/** how many requests a 401 must meet: n8n renews a session, and sends once more */
	requestsPer401: number;
}

export const KILLB: Service = {
	name: 'killb',
	title: 'KillB',
	trigger: 'killBTrigger',
	credential: 'killBApi',
	path: '/api/v2/webhooks',
	takes: 'POST',
	restores: 'PATCH',
	clears: 'DELETE',
	event: { service: 'killb', event: 'USER', data: {} },
	requestsPer401: 2,
};

export const KERNELHOST: Service = {
	name: 'kernelhost',
	title: 'KernelHost',
	trigger: 'kernelHostTrigger',
	credential: 'kernelHostApi',
	path: '/v1/webhooks',
	takes: 'PUT',
	restores: 'PUT',
	clears: 'PUT',
	event: { service: 'kernelhost', type: 'order.paid', data: {} },
	requestsPer401: 1,
};

/** Another system's URL. Nothing listens there, and nothing is sent there. */
export const FOREIGN_URL = 'http://127.0.0.1:9/another-system';
