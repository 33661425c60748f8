import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { join } from 'node:path';
import type { JournalEntry } from '../../sandbox/shared/journal';
import { type Execution, itemsOf } from '../support/n8n/executions';
import { type KilledRun, killWorkerUnderLoad, type LoadPlan } from './queue/killedRun';
import { raiseLimit, WIDE } from './queue/kernelHostLimit';
import { ordersPlaced } from './queue/load';
import { startQueueStack } from '../support/n8n/queue/queueStack';
import { reconcile } from './queue/reconcile';
import { CONCURRENCY } from '../support/n8n/queue/worker';
import { scratchFolder } from '../support/n8n/runtime';
import { readExample } from '../support/n8n/stack';
import { publishExample } from './examples/publishExample';
import { sharedByTests } from './stackForTests';

/**
 * 500 paid ramps. In the middle of them both workers share one low limit, which each believes is
 * its own: lower than their pace on a slow machine, and only until they reach it.
 */
const PLAN: LoadPlan = {
	ramps: 500,
	fast: 200,
	limit: { requestsPerMinute: 30, burst: 5 },
	limited: 20,
};
/**
 * Both vendors' clocks are behind; KernelHost accepts 5 minutes. For n8n the ramps were completed
 * longer ago than the 10 minutes that Reconcile leaves alone.
 */
const CLOCK_OFFSET_SECONDS = -900;

const folder = join(scratchFolder, `e2e-queue-${process.pid}`);
const stack = sharedByTests(async (told) => await startQueueStack({ folder, ...told }));
let run: KilledRun;

/** The requests that the services got. */
async function asked(method: string, path: string): Promise<JournalEntry[]> {
	const entries = await stack().sandbox.journal();
	return entries.filter(
		(entry) => entry.direction === 'in' && entry.method === method && entry.path.endsWith(path),
	);
}

const statuses = (entries: Array<{ status: unknown }>) => {
	const counts: Record<string, number> = {};
	for (const { status } of entries) counts[String(status)] = (counts[String(status)] ?? 0) + 1;
	return counts;
};

describe('the main example in queue mode, with a worker killed during 500 paid ramps', () => {
	before(async () => {
		const { sandbox } = stack();
		const workflow = readExample('paid-ramp-to-server.json');
		const workflowId = await publishExample(stack(), workflow, stack().webhookUrl);
		await sandbox.control('PUT', '/account', { balance: '1000000.00' });
		await sandbox.control('PUT', '/clock', { offsetSeconds: CLOCK_OFFSET_SECONDS });
		// Its deliveries would be as old as its clock says, and so be rejected.
		await sandbox.control('PUT', '/webhooks', { kernelhost: null });
		await raiseLimit(stack(), WIDE);
		run = await killWorkerUnderLoad(stack(), workflowId, PLAN);
	});

	it('accepts every report at the first attempt', () => {
		assert.deepEqual(run.answers, { 200: PLAN.ramps });
	});

	it('runs each once, and loses only the running executions of the killed worker', () => {
		const { success = 0, error = 0, ...others } = run.ended;
		assert.deepEqual(others, {});
		assert.equal(success + error, PLAN.ramps);
		assert.ok(error > 0 && error <= CONCURRENCY, `${error} executions failed`);
		assert.ok(run.placed.length >= success, `only ${run.placed.length} orders are there`);
		assert.ok(run.placed.length < PLAN.ramps, 'the worker was killed too early to prove anything');
	});

	it('runs on both workers, and on the added one', () => {
		const begun = stack().workers.map((worker) => worker.begun());
		assert.equal(begun.length, 3);
		assert.ok(Math.min(...begun) >= CONCURRENCY, `executions of each worker: ${String(begun)}`);
	});

	it('keeps both workers within one limit by the server’s answers, without a retry storm', async (t) => {
		const { 201: accepted = 0, 429: refused = 0 } = statuses(run.limited);
		t.diagnostic(`${refused} requests rejected and ${accepted} accepted while the limit was low`);
		assert.ok(refused > 0, 'the limit was never reached');
		assert.ok(refused <= accepted, `${refused} refused, ${accepted} accepted`);
		const all = statuses(await asked('POST', '/v1/orders'));
		assert.ok((all[429] ?? 0) <= PLAN.ramps / 10, `${all[429]} refusals in all`);
	});

	it('corrects the clock skew to KernelHost in each worker', async () => {
		const orders = await asked('POST', '/v1/orders');
		const wrongTime = orders.filter(({ status }) => status === 401).length;
		// At most as many as a worker has in flight before the first answer corrects its clock.
		assert.ok(wrongTime >= stack().workers.length, `${wrongTime} were refused`);
		assert.ok(wrongTime <= stack().workers.length * CONCURRENCY, `${wrongTime} were refused`);
	});

	it('logs in at KillB at most once per process', async () => {
		const logins = await asked('POST', '/auth/login');
		// A process uses the token that another has left in n8n's database; main logs in to register
		// the trigger.
		const processes = stack().workers.length + ['main', 'webhook'].length;
		assert.ok(logins.length >= 1 && logins.length <= processes, `${logins.length} logins`);
		assert.deepEqual(await asked('POST', '/auth/refresh'), []);
	});
});

describe('Reconcile in queue mode, after a worker was killed', () => {
	let reconciled: Execution;
	before(async () => {
		reconciled = await reconcile(stack());
	});

	it('places each missing order once', async () => {
		assert.equal(reconciled.summary.status, 'success');
		const orders = await ordersPlaced(stack().sandbox);
		const keys = orders.map(({ idempotencyKey }) => idempotencyKey);
		assert.equal(orders.length, PLAN.ramps);
		assert.deepEqual(new Set(keys), new Set(run.ramps));
	});

	it('gets the first order if one was placed', async () => {
		const orders = await ordersPlaced(stack().sandbox);
		const answered = itemsOf(reconciled.data, 'Order again').map(({ json }) => json['id']);
		assert.equal(answered.length, PLAN.ramps);
		assert.deepEqual(new Set(answered), new Set(orders.map(({ id }) => id)));
	});
});
