import { randomUUID } from 'node:crypto';
import type { Records } from '../../../sandbox';
import type { SandboxProcess } from '../../support/n8n/sandboxProcess';

/** The number of concurrent webhooks. */
const PARALLEL = 8;

/** Ramps that KillB reported as completed, with the first response to each report by its status. */
export interface Reported {
	ramps: string[];
	answers: Record<string, number>;
}

/** Lets KillB report so many completed ramps, each by its own signed webhook, a few at a time. */
export async function reportRamps(sandbox: SandboxProcess, count: number): Promise<Reported> {
	const ramps = Array.from({ length: count }, () => randomUUID());
	const rest = [...ramps];
	const answers: Reported['answers'] = {};
	const reporter = async () => {
		for (let id = rest.pop(); id !== undefined; id = rest.pop()) {
			const { status } = await sandbox.control<{ status: number | null }>('POST', '/events', {
				service: 'killb',
				event: 'RAMP',
				action: 'UPDATE',
				data: { id, status: 'COMPLETED' },
			});
			answers[String(status)] = (answers[String(status)] ?? 0) + 1;
		}
	};
	await Promise.all(Array.from({ length: PARALLEL }, reporter));
	return { ramps, answers };
}

/** The orders that really exist, with the key of each. */
export async function ordersPlaced(
	sandbox: SandboxProcess,
): Promise<Records['kernelhost']['orders']> {
	return (await sandbox.control<Records>('GET', '/records')).kernelhost.orders;
}
