import { randomInt } from 'node:crypto';

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * 26 characters that look like a ULID, as the vendor's sample request id does (kernelhost.md 8).
 */
export function ulid(now = Date.now()): string {
	let time = '';
	for (let rest = now, n = 0; n < 10; n++, rest = Math.floor(rest / 32)) {
		time = CROCKFORD.charAt(rest % 32) + time;
	}
	return time + Array.from({ length: 16 }, () => CROCKFORD.charAt(randomInt(32))).join('');
}
