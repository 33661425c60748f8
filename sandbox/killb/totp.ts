import { createHmac, randomBytes } from 'node:crypto';

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const STEP_SECONDS = 30;

/** 16 characters of base32, as long as the vendor's sample. */
export function newSecret(): string {
	return [...randomBytes(16)].map((byte) => BASE32.charAt(byte % 32)).join('');
}

/**
 * The six digits that an authenticator app shows for a secret (RFC 6238, SHA-1) at a time in
 * seconds since the epoch.
 */
export function oneTimeCode(secret: string, seconds: number): string {
	const counter = Buffer.alloc(8);
	counter.writeBigUInt64BE(BigInt(Math.floor(seconds / STEP_SECONDS)));
	const digest = createHmac('sha1', fromBase32(secret)).update(counter).digest();
	const offset = (digest.at(-1) ?? 0) & 0x0f;
	return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/** Accepts the codes of the previous and the next step too, because clocks differ. */
export function isRightCode(secret: string, code: string, seconds: number): boolean {
	return [-1, 0, 1].some((steps) => oneTimeCode(secret, seconds + steps * STEP_SECONDS) === code);
}

function fromBase32(text: string): Buffer {
	const bits = [...text].map((letter) => BASE32.indexOf(letter).toString(2).padStart(5, '0'));
	const bytes = bits.join('').match(/.{8}/g) ?? [];
	return Buffer.from(bytes.map((byte) => parseInt(byte, 2)));
}
