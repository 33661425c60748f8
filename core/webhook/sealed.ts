import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** Bytes of the initialisation vector and of the tag, as NIST SP 800-38D recommends them. */
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Derives a key of 32 bytes for one purpose from a secret. */
export function keyFrom(secret: string, purpose: string): Buffer {
	return Buffer.from(hkdfSync('sha256', secret, '', purpose, 32));
}

/**
 * Encrypts and authenticates a text (AES-256-GCM).
 * @param key 32 bytes
 * @param boundTo authenticated with it: it opens only together with the same text
 * @returns base64url
 */
export function seal(text: string, key: Buffer, boundTo: string): string {
	const iv = randomBytes(IV_BYTES);
	const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(boundTo, 'utf8'));
	const sealed = [iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()];
	return Buffer.concat(sealed).toString('base64url');
}

/** Opens what `seal` returned; undefined for anything else, or with another key or text. */
export function unseal(text: string, key: Buffer, boundTo: string): string | undefined {
	const sealed = Buffer.from(text, 'base64url');
	if (sealed.length < IV_BYTES + TAG_BYTES) return undefined;
	try {
		const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, IV_BYTES), {
			authTagLength: TAG_BYTES,
		});
		decipher.setAAD(Buffer.from(boundTo, 'utf8')).setAuthTag(sealed.subarray(-TAG_BYTES));
		const content = [decipher.update(sealed.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()];
		return Buffer.concat(content).toString('utf8');
	} catch {
		return undefined;
	}
}
