/** One service with one webhook slot, as these tests see it. */
export interface Service {
	name: 'killb' | 'kernelhost';
	/** how messages name it */
	title: string;
	trigger: string;
	credential: string;
	/** part of the path of every request about the slot */
	path: string;
	/**
	 * the methods that write an address into an empty slot, put back a former one, and empty the slot
	 */
	takes: string;
	givesBack: string;
	clears: string;
	/** an event that the trigger asks for */
	event: Record<string, unknown>;
	/** how many requests a refusal with 401 must meet: n8n renews a session, and asks once more */
	requestsPer401: number;
}

export const KILLB: Service = {
	name: 'killb',
	title: 'KillB',
	trigger: 'killBTrigger',
	credential: 'killBApi',
	path: '/api/v2/webhooks',
	takes: 'POST',
	givesBack: 'PATCH',
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
	givesBack: 'PUT',
	clears: 'PUT',
	event: { service: 'kernelhost', type: 'order.paid', data: {} },
	requestsPer401: 1,
};

/** Somebody else's address. Nothing listens there, and nothing is sent there. */
export const STRANGER = 'http://127.0.0.1:9/somebody-else';
