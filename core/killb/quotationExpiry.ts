/**
 * Named assumption "values below 1e11 are seconds": KillB's pages show `expiresAt` in milliseconds,
 * its specification in seconds (killb.md 11.9). As milliseconds, 1e11 is a day of 1973, and as
 * seconds one of the year 5138, so that no real quotation can be misread.
 */
const MILLISECONDS_FROM = 1e11;

/**
 * When a quotation runs out, in Unix milliseconds.
 * @param expiresAt a number in seconds or milliseconds, as such or as text; or an ISO date, which
 *   KillB uses everywhere else
 * @returns undefined for what is no time
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
 * The server's time in Unix milliseconds, by which its own deadlines are to be measured.
 * @param date the `Date` header of its latest answer, with a resolution of one second
 * @param now this machine's time, for where there is no such header
 */
export function serverTime(date: string | undefined, now: number): number {
	const parsed = Date.parse(date ?? '');
	return Number.isNaN(parsed) ? now : parsed;
}
