/**
 * Named assumption "values below 1e11 are seconds": KillB's pages show `expiresAt` in milliseconds,
 * its specification in seconds (killb.md 11.9). As milliseconds, 1e11 is in 1973, and as seconds in
 * the year 5138, so no real quotation is misread.
 */
const MILLISECONDS_FROM = 1e11;

/**
 * Returns a quotation's expiry in Unix milliseconds.
 * @param expiresAt seconds or milliseconds, as a number or as text; or an ISO date, as KillB uses
 *   everywhere else
 * @returns undefined for anything else
 */
export function expiryTime(expiresAt: unknown): number | undefined {
	if (typeof expiresAt !== 'number' && typeof expiresAt !== 'string') return undefined;
	const text = String(expiresAt).trim();
	if (!/^\d+(\.\d+)?$/.test(text)) {
		const parsed = /^\d{4}-\d{2}-\d{2}T/.test(text) ? Date.parse(text) : NaN;
		return Number.isNaN(parsed) ? undefined : parsed;
	}
	const value = Number(text);
	if (value <= 0) return undefined;
	return value < MILLISECONDS_FROM ? value * 1000 : value;
}

/**
 * Returns the server's time in Unix milliseconds, against which its deadlines are measured.
 * @param date the `Date` header of its latest answer, with a resolution of one second
 * @param now this machine's time, used without that header
 */
export function serverTime(date: string | undefined, now: number): number {
	const parsed = Date.parse(date ?? '');
	return Number.isNaN(parsed) ? now : parsed;
}
