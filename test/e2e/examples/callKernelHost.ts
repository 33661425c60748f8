import { randomUUID } from 'node:crypto';
import { signedHeaders } from '../../../core/kernelhost/authenticate';
import type { Stack } from '../../support/n8n/stack';
import { waitFor } from '../../support/n8n/waitFor';

/**
 * Calls KernelHost outside of n8n, as an account's owner does in the portal.
 * @param at Unix time in milliseconds by KernelHost's clock
 * @throws Error with the answer unless it is a 2xx
 */
export async function callKernelHost<T>(
	{ sandbox: { details } }: Stack,
	path: string,
	body: object,
	at = Date.now(),
): Promise<T> {
	const text = JSON.stringify(body);
	const timestamp = Math.floor(at / 1000);
	const input = { method: 'POST', path, timestamp, body: Buffer.from(text) };
	const ask = async () =>
		await fetch(details.kernelhost + path, {
			method: 'POST',
			headers: {
				...signedHeaders(details, input),
				'content-type': 'application/json',
				'idempotency-key': randomUUID(),
			},
			body: text,
		});
	// Earlier workflows may have used up KernelHost's limit for this minute.
	const response = await waitFor('KernelHost to take a request', async () => {
		const answer = await ask();
		return answer.status === 429 ? undefined : answer;
	});
	const answer = await response.text();
	if (!response.ok) throw new Error(`KernelHost: POST ${path}: ${response.status} ${answer}`);
	return JSON.parse(answer) as T;
}
