import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** What a service's one webhook slot holds (killb.md section 4.1, kernelhost.md section 9). */
export interface Registration {
	readonly url: string;
	/** the events that are sent; undefined where the service sends all */
	readonly events?: readonly string[];
	/** whether the service sends anything; undefined where it can't be switched off */
	readonly active?: boolean;
}

/**
 * The name under which an address of a test run carries what was in the slot before. The slot itself is the one memory that
 * survives a cancelled test, a crash and a restart, and that every process of n8n sees. Who may write to the slot could write a
 * memory as well, and the address in it would be registered at the end of the test; and the address that was there before may
 * hold a token. So a memory is encrypted and authenticated (AES-256-GCM) with a key that only the credential has.
 */
const PARAMETER = 'gives-back';

/** Bytes of the initialisation vector and of the tag, as NIST SP 800-38D recommends them. */
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** What a test registration took the place of; `former` is undefined for an empty slot. */
export interface Memory {
	readonly former: Registration | undefined;
}

/**
 * The key of a credential's memories.
 * @param secret random characters that only the credential has: the secret of KernelHost's API key (kernelhost.md section 3), or the one
 *   that was generated for KillB's credential
 */
export function memoryKeyFrom(secret: string): Buffer {
	return Buffer.from(hkdfSync('sha256', secret, '', 'webhook memory', 32));
}

/** The address alone, without a memory. */
export function plainAddress(address: string): string {
	if (!hasMemory(address)) return address;
	const url = new URL(address);
	url.searchParams.delete(PARAMETER);
	return url.toString();
}

/** Whether an address carries a memory, of any origin: it was registered for a test run. */
export function hasMemory(address: string): boolean {
	return URL.canParse(address) && new URL(address).searchParams.has(PARAMETER);
}

/** A test address that remembers what it takes the place of. @param key 32 bytes */
export function withMemory(
	testAddress: string,
	former: Registration | undefined,
	key: Buffer,
): string {
	const url = new URL(testAddress);
	url.searchParams.delete(PARAMETER);
	const iv = randomBytes(IV_BYTES);
	const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(boundTo(url.toString()));
	const text = JSON.stringify(former ?? null);
	const sealed = [iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()];
	url.searchParams.set(PARAMETER, Buffer.concat(sealed).toString('base64url'));
	return url.toString();
}

/**
 * What an address remembers.
 * @param key undefined where the credential has none yet: it can't have written a memory
 * @returns undefined for an address without a memory, or with one that this credential did not write for this address
 */
export function memoryIn(address: string, key: Buffer | undefined): Memory | undefined {
	if (!key || !hasMemory(address)) return undefined;
	const sealed = Buffer.from(new URL(address).searchParams.get(PARAMETER) ?? '', 'base64url');
	if (sealed.length < IV_BYTES + TAG_BYTES) return undefined;
	try {
		const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, IV_BYTES), {
			authTagLength: TAG_BYTES,
		});
		decipher.setAAD(boundTo(plainAddress(address))).setAuthTag(sealed.subarray(-TAG_BYTES));
		const text = Buffer.concat([
			decipher.update(sealed.subarray(IV_BYTES, -TAG_BYTES)),
			decipher.final(),
		]);
		return { former: (JSON.parse(text.toString('utf8')) as Registration | null) ?? undefined };
	} catch {
		return undefined;
	}
}

/** The memory of one trigger opens at no other. */
function boundTo(testAddress: string): Buffer {
	return Buffer.from(testAddress, 'utf8');
}
