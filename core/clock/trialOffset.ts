/**
 * Carries a clock offset, in milliseconds, to the signature of one single request. It never goes out. An offset that is only
 * tried must not sign anything else until the server has accepted it.
 */
export const CLOCK_HEADER = 'x-n8n-clock-offset';

/** The offset that a request asks to be signed with; undefined where it asks for none. */
export function trialOffset(value: unknown): number | undefined {
	const text = typeof value === 'string' ? value : '';
	return /^-?\d{1,12}$/.test(text) ? Number(text) : undefined;
}
