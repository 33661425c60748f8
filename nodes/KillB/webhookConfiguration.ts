import { NodeApiError } from 'n8n-workflow';

/** The path of a customer's only webhook configuration (killb.md 4.1). */
export const PATH = '/api/v2/webhooks';

/**
 * Returns the answer, or undefined where there is no configuration: a 404 or an empty answer, as
 * KillB documents neither.
 */
export async function unlessNone<T>(sending: Promise<T>): Promise<T | undefined> {
	return await unless(404, sending);
}

/** Returns the answer, or undefined for an error with the given status. */
export async function unless<T>(status: number, sending: Promise<T>): Promise<T | undefined> {
	return await sending.catch((error: unknown) => {
		if (error instanceof NodeApiError && error.httpCode === String(status)) return undefined;
		throw error;
	});
}
