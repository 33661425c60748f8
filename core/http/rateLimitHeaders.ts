/**
 * How many more requests the server would let through at once, as it counted when it answered (`X-RateLimit-Remaining`).
 *
 * KillB's documented sample names the rate, 50, as the limit, while 100 may go at once (killb.md 1.2): a remainder as large as
 * the limit may be cut off there, and says nothing.
 * @param headers names in lower case
 */
export function remainingRequests(headers: Readonly<Record<string, string>>): number | undefined {
	const remaining = count(headers['x-ratelimit-remaining']);
	const limit = count(headers['x-ratelimit-limit']);
	return remaining !== undefined && limit !== undefined && remaining >= limit
		? undefined
		: remaining;
}

function count(text: string | undefined): number | undefined {
	return text !== undefined && /^\d{1,9}$/.test(text.trim()) ? Number(text) : undefined;
}
