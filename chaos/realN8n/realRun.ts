import type { SandboxProcess } from '../../e2e/sandboxProcess';
import type { Records } from '../../sandbox';
import type { Finding } from '../finding';

/** What a run in a real n8n showed. */
export interface RealRun {
	asked: number;
	placed: number;
	findings: Finding[];
}

/** The business references under which orders were placed, one for each order. */
export async function orderReferences(sandbox: SandboxProcess): Promise<string[]> {
	const { kernelhost } = await sandbox.control<Records>('GET', '/records');
	return kernelhost.orders.map(({ idempotencyKey }) => idempotencyKey);
}

/** Counts what was asked against what is there, and requests beyond the limit. */
export async function settled(
	sandbox: SandboxProcess,
	asked: string[],
	misbehaviour: string[],
): Promise<RealRun> {
	const there = await orderReferences(sandbox);
	const placed = asked.filter((reference) => there.includes(reference)).length;
	const limits = await sandbox.control<Record<string, { refused: number }>>('GET', '/limits');
	const refused = Object.values(limits).reduce((sum, one) => sum + one.refused, 0);
	const findings: Finding[] = [
		{ kind: 'duplicate', count: there.length - placed, what: `${there.length} orders are there` },
		{ kind: 'lost', count: asked.length - placed, what: 'asked, and not there' },
		{ kind: 'limit', count: refused, what: 'requests beyond a limit' },
		...misbehaviour.map((what): Finding => ({ kind: 'misbehaved', count: 1, what })),
	];
	return { asked: asked.length, placed, findings: findings.filter(({ count }) => count > 0) };
}
