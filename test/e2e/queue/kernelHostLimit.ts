import type { QueueStack } from '../../support/n8n/queue/queueStack';

/** KernelHost's limit for a key, set in the sandbox and in the credential. */
export interface KeyLimit {
	requestsPerMinute: number;
	burst: number;
}

/** Practically none. */
export const WIDE: KeyLimit = { requestsPerMinute: 60_000, burst: 1000 };

/** Lowers the limit of the key: first in n8n, as a user does who reads about it. */
export async function lowerLimit(stack: QueueStack, limit: KeyLimit): Promise<void> {
	await tellCredential(stack, limit);
	await setAtKernelHost(stack, limit);
}

/** Raises the limit of the key, as KernelHost does on request. */
export async function raiseLimit(stack: QueueStack, limit: KeyLimit): Promise<void> {
	await setAtKernelHost(stack, limit);
	await tellCredential(stack, limit);
}

async function setAtKernelHost(
	{ sandbox }: QueueStack,
	{ requestsPerMinute, burst }: KeyLimit,
): Promise<void> {
	// All requests come from one IP address here.
	const kernelhost = { perMinute: requestsPerMinute, burst, perIpPerMinute: 60_000 };
	await sandbox.control('PUT', '/limits', { kernelhost });
}

async function tellCredential({ client, credentials }: QueueStack, limit: KeyLimit): Promise<void> {
	const path = `/credentials/${credentials.kernelhost}`;
	const { name, type, data } = await client.call<{ name: string; type: string; data: object }>(
		'GET',
		`${path}?includeData=true`,
	);
	await client.call('PATCH', path, { name, type, data: { ...data, adjustLimits: true, ...limit } });
}
