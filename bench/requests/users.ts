import type { Stack } from '../../test/support/n8n/stack';
import { SEEDED_USER_ID } from '../../sandbox';

/**
 * Resets the sandbox to its initial state, with the given number of users.
 * @returns their IDs in the order of the list
 */
export async function onlyUsers({ sandbox }: Stack, count: number): Promise<string[]> {
	await sandbox.control('POST', '/reset');
	const { ids } = await sandbox.control<{ ids: string[] }>('POST', '/users', { count: count - 1 });
	return [SEEDED_USER_ID, ...ids];
}
