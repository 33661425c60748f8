import { randomUUID } from 'node:crypto';

/**
 * Returns a value that exists once in the process. The package for both services and one for a
 * single service may be installed together, and n8n takes the credential from either: what a node
 * and its credential share must be found by both copies of this file. So it is stored on a function
 * of Node.
 * @param make makes it, if no copy has done so yet
 */
export function processWide<T>(name: string, make: () => T): T {
	const holder = randomUUID as unknown as Record<symbol, T | undefined>;
	return (holder[Symbol.for(`n8n-nodes-kernelhost-killb: ${name}`)] ??= make());
}
