import { randomFillSync } from 'node:crypto';

/** 128 bits are 22 base64url characters, the fewest that the vendor takes (kernelhost.md section 3). */
const NONCE_BYTES = 16;

/** Asking the system for random bytes takes longer than both hashes of a signature, so it is asked for many nonces at once. */
const pool = Buffer.alloc(256 * NONCE_BYTES);
let used = pool.length;

/** 128 random bits that no other request of any process has. */
export function newNonce(): string {
	if (used === pool.length) {
		randomFillSync(pool);
		used = 0;
	}
	used += NONCE_BYTES;
	return pool.toString('base64url', used - NONCE_BYTES, used);
}
