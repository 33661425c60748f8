import { controlHeader } from '../http/controlHeader';

const header = controlHeader('x-n8n-clock-offset');

/**
 * The header that makes the credential sign one single request with a clock offset. An offset that is only tried must not sign anything
 * else until the server has accepted it.
 * @param offset in milliseconds
 */
export function withTrialOffset(offset: number): Record<string, string> {
	return header.put(String(offset));
}

/** Takes the offset off a request that is to be signed with one. */
export function takeTrialOffset(headers: Record<string, unknown> | undefined): number | undefined {
	const offset = header.take(headers);
	return offset === undefined ? undefined : Number(offset);
}
