import type { Stack } from '../../test/support/n8n/stack';
import { SEEDED_USER_ID } from '../../sandbox';

/**
 * A sandbox as it is after its start, with so many users in all.
 * @returns their ids in the order of the list
 */
export async function onlyUsers({ sandbox }: Stack, count: number): Promise<string[]> {
	await sandbox.control('POST', '/reset');
	const { ids } = await sandbox.control<{ ids: string[] }>('POST', '/users', { count: count - 1 });
	return [SEEDED_USER_ID, ...ids];
}
