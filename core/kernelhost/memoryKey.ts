import { hkdfSync } from 'node:crypto';

/**
 * The key for what a test registration remembers (`core/webhook/memory.ts`).
 * @param secret of the API key, which KernelHost makes of random characters (kernelhost.md section 3)
 */
export function memoryKeyFrom(secret: string): Buffer {
	return Buffer.from(hkdfSync('sha256', secret, '', 'webhook memory', 32));
}
