import type { JournalEntry } from '../../../sandbox/shared/journal';
import { outputOf, ranNode } from '../../support/n8n/executions';
import { executionsOf, nodeNames, type Evidence } from './mainJob';

export interface Check {
	what: string;
	passed: boolean;
	/** The values that were found. */
	seen: string;
}

/** Whether the main job did all that it should, and nothing more. */
export function checksOf(evidence: Evidence): Check[] {
	const { executions, forged, unfinished, completed, repeated } = evidence;
	const forgedRuns = executionsOf(executions, forged.id);
	const unfinishedRuns = executionsOf(executions, unfinished.id);
	const paidRuns = executionsOf(executions, evidence.eventId);
	const readyRuns = executions.filter(({ data }) => ranNode(data, nodeNames.serverReady));
	const failed = executions.filter(({ summary }) => summary.status !== 'success');
	const orders = ordersIn(evidence.journal);
	const placed = new Set(orders.map(({ orderId }) => orderId));
	const keys = new Set(orders.map(({ key }) => key));
	const [done] = readyRuns.map(({ data }) => outputOf(data, nodeNames.done));
	const service = done?.['service'] as { id?: number; order_id?: number } | undefined;

	return [
		check(
			'A forged event is rejected and starts nothing',
			forged.status === 401 && forgedRuns.length === 0,
			`status ${forged.status}, ${forgedRuns.length} executions`,
		),
		check(
			'A ramp that is not completed orders nothing',
			unfinished.status === 200 &&
				unfinishedRuns.length === 1 &&
				unfinishedRuns.every(({ data }) => !ranNode(data, nodeNames.order)),
			`status ${unfinished.status}, ${unfinishedRuns.length} execution, which ends at the filter`,
		),
		check(
			'The event of the completed ramp arrives twice, with one ID, and is accepted twice',
			completed.status === 200 && repeated.status === 200 && paidRuns.length === 2,
			`status ${completed.status} and ${repeated.status}, ${paidRuns.length} executions`,
		),
		check(
			'n8n gets the user each time',
			paidRuns.every(({ data }) => outputOf(data, nodeNames.readUser)?.['id'] !== undefined),
			paidRuns.map(({ data }) => String(outputOf(data, nodeNames.readUser)?.['id'])).join(', '),
		),
		check(
			'Exactly one order is placed',
			placed.size === 1 &&
				!placed.has(undefined) &&
				orders.length <= 2 &&
				keys.size === 1 &&
				keys.has(evidence.rampId),
			`${orders.length} POST /v1/orders under the key ${[...keys].join(', ')}, the ramp's ID: order ${[...placed].join(', ')}` +
				(orders.length === 2 && placed.size === 1 ? '; the second is a replay' : ''),
		),
		check(
			'The server is created once, and its event starts the second half',
			readyRuns.length === 1 && service?.order_id !== undefined && placed.has(service.order_id),
			`service ${service?.id} of order ${service?.order_id}, status "${String(done?.['status'])}"`,
		),
		check(
			'Every execution succeeded',
			executions.length === 4 && failed.length === 0,
			`${executions.length - failed.length} of ${executions.length}`,
		),
	];
}

function check(what: string, passed: boolean, seen: string): Check {
	return { what, passed, seen };
}

/** Each requested order, with the id of the order in KernelHost's answer. */
function ordersIn(
	journal: JournalEntry[],
): Array<{ key: string | undefined; orderId: number | undefined }> {
	return journal
		.filter(
			({ direction, method, path }) =>
				direction === 'in' && method === 'POST' && path.endsWith('/v1/orders'),
		)
		.map(({ headers, answer }) => ({
			key: headers['idempotency-key'],
			orderId: (JSON.parse(answer ?? '{}') as { id?: number }).id,
		}));
}
