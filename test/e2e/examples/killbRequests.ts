import type { JournalEntry } from '../../../sandbox/shared/journal';
import type { Records } from '../../../sandbox/control/records';
import type { Stack } from '../../support/n8n/stack';

/** KillB's requests while `work` ran, without logins. */
export async function killbRequestsDuring(
	{ sandbox }: Stack,
	work: () => Promise<unknown>,
): Promise<JournalEntry[]> {
	const since = (await sandbox.journal()).at(-1)?.seq ?? 0;
	await work();
	return (await sandbox.journal()).filter(
		({ seq, direction, service, path }) =>
			seq > since && direction === 'in' && service === 'killb' && !path.includes('/auth/'),
	);
}

/** The external ids of what KillB has really created, oldest first. */
export async function madeAtKillB(
	{ sandbox }: Stack,
	what: 'users' | 'ramps' | 'payouts',
): Promise<Array<{ id: string; externalId: string }>> {
	const { killb } = await sandbox.control<Records>('GET', '/records');
	return killb[what].map(({ id, externalId = '' }) => ({ id, externalId }));
}
