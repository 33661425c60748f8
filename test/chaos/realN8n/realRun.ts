import type { SandboxProcess } from '../../support/n8n/sandboxProcess';
import type { Records } from '../../../sandbox';
import type { Finding } from '../finding';

/** What a run in a real n8n showed. */
export interface RealRun {
	asked: number;
	placed: number;
	findings: Finding[];
}

/** The business references of the placed orders, one for each order. */
export async function orderReferences(sandbox: SandboxProcess): Promise<string[]> {
	const { kernelhost } = await sandbox.control<Records>('GET', '/records');
	return kernelhost.orders.map(({ idempotencyKey }) => idempotencyKey);
}

/** Compares the requested orders with the existing ones, and counts requests beyond the limit. */
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
		...misbehaviour.map(misbehaved),
	];
	return { asked: asked.length, placed, findings: findings.filter(({ count }) => count > 0) };
}

export function misbehaved(what: string): Finding {
	return { kind: 'misbehaved', count: 1, what };
}

/** Combines several situations into one run; each finding names its situation. */
export function together(situations: Array<[name: string, run: RealRun]>): RealRun {
	const sum = (figure: 'asked' | 'placed') =>
		situations.reduce((total, [, run]) => total + run[figure], 0);
	return {
		asked: sum('asked'),
		placed: sum('placed'),
		findings: situations.flatMap(([name, { findings }]) =>
			findings.map((finding) => ({ ...finding, what: `${name}: ${finding.what}` })),
		),
	};
}

/** Resets the sandbox, with credit for all orders of a part. */
export async function renew(sandbox: SandboxProcess): Promise<void> {
	await sandbox.control('POST', '/reset');
	await sandbox.control('PUT', '/account', { balance: '100000.00' });
}
