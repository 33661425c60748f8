import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { chain, node, startedByPost } from '../../../support/n8n/chain';
import { ENDED } from '../../../support/n8n/executions';
import { allExecutions } from '../../../support/n8n/allExecutions';
import type { ExecutionSummary } from '../../../support/n8n/n8nTypes';
import { type Stack, waitUntilLive } from '../../../support/n8n/stack';
import { waitFor } from '../../../support/n8n/waitFor';
import { byId } from '../../../support/kernelhost/kernelHostSandbox';
import { answersOf, evaluateWork, type FinalState, type WorkItem } from './evaluate';
import type { RealRun } from '../realRun';

/** An n8n that gets the work, in either mode. */
export interface Place extends Pick<Stack, 'sandbox' | 'client' | 'credentials'> {
	/** of the process that receives webhooks */
	webhookUrl: string;
}

const PATHS = { automatic: 'outage-automatic', reference: 'outage-reference' };
const RAMP_PATH = 'outage-ramps';
const EACH_MS = 300;
/** The timeout of a sender. */
const PATIENCE_MS = 20_000;
/** How often failed work is run again, and how long one round may take. */
const ROUNDS = 4;
const ROUND_MS = 20_000;
/** Longer than n8n needs to come back, also on a busy machine. */
const RECOVERY = { timeout: 150_000 };

/**
 * Continuous work for n8n: orders by automatic key and by reference, each started by a POST, and
 * ramps that KillB reports, each of which orders by its ID. The order contains the work item's id,
 * so the service's journal does as well.
 */
export class Work {
	private readonly workItems: WorkItem[] = [];
	private readonly underway = new Set<Promise<void>>();
	private isOver = false;

	private constructor(
		private readonly place: Place,
		/** ids of the workflows */
		private readonly workflows: Record<WorkItem['kind'], string>,
	) {}

	static async publish(place: Place): Promise<Work> {
		const { client, sandbox, webhookUrl } = place;
		await sandbox.control('POST', '/reset');
		await sandbox.control('PUT', '/account', { balance: '1000000.00' });
		const wide = { perMinute: 60_000, burst: 1000, perIpPerMinute: 60_000 };
		await sandbox.control('PUT', '/limits', { kernelhost: wide });
		await sandbox.control('PUT', '/deliveries', { maxAttempts: 1, timeoutMs: PATIENCE_MS });
		const trigger = node({
			name: 'Start',
			type: 'n8n-nodes-kernelhost-killb.killBTrigger',
			webhookId: RAMP_PATH,
			parameters: { events: ['RAMP'], actions: ['UPDATE'] },
			credentials: { killBApi: { id: place.credentials.killb, name: 'any' } },
		});
		const workflows = {
			automatic: chain('Automatic', [startedByPost(PATHS.automatic), order(place, undefined)]),
			reference: chain('By reference', [startedByPost(PATHS.reference), order(place, BODY_ID)]),
			ramp: chain('Ramps', [trigger, order(place, '$json.objectId')]),
		};
		const ids = { automatic: '', reference: '', ramp: '' };
		for (const [kind, workflow] of Object.entries(workflows)) {
			const created = await client.createWorkflow(workflow);
			await client.publish(created);
			await waitFor(`"${workflow.name}" to be published`, async () => {
				const { status } = await client.publicationStatus(created.id);
				return status === 'published' || undefined;
			});
			ids[kind as WorkItem['kind']] = created.id;
		}
		await waitUntilLive(`${webhookUrl}/webhook/${RAMP_PATH}/webhook`);
		return new Work(place, ids);
	}

	/** Sends while `work` runs, and waits for the outstanding responses. */
	async during(outage: () => Promise<void>): Promise<void> {
		const sending = this.sendOn();
		try {
			await outage();
		} finally {
			this.isOver = true;
			await sending;
			await Promise.all(this.underway);
		}
	}

	/** Waits until n8n has answered so many more with 200. */
	async more(count: number): Promise<void> {
		const taken = () => this.workItems.filter(isTaken).length;
		const enough = taken() + count;
		await waitFor(`${count} more answers`, () => taken() >= enough || undefined, RECOVERY);
	}

	/** How many were answered with something other than 200, or not at all. */
	get notTaken(): number {
		return this.workItems.filter((workItem) => workItem.answers.length > 0 && !isTaken(workItem))
			.length;
	}

	/**
	 * Runs failed and missing work again, as an operator does, and reports the result of everything.
	 */
	async settle(): Promise<RealRun> {
		process.stderr.write(`  ${answersOf(this.workItems)}\n`);
		const { client, webhookUrl } = this.place;
		const recovered = async () => {
			const answers = await Promise.all([client.url, webhookUrl].map(isReady));
			return answers.every(Boolean) || undefined;
		};
		await waitFor('n8n to have recovered', recovered, RECOVERY);
		let seen = await this.look();
		for (let round = 0; round < ROUNDS; round++) {
			const missing = this.workItems.filter(({ kind, id }) => {
				return kind !== 'automatic' && !seen.orders.has(id);
			});
			const retried = await this.retryFailed();
			if (missing.length === 0 && retried === 0) break;
			await Promise.all(missing.map(async (workItem) => await this.send(workItem)));
			await this.untilIdle();
			seen = await this.look();
		}
		for (const id of Object.values(this.workflows)) await this.place.client.unpublish(id);
		return evaluateWork(this.workItems, seen);
	}

	private async sendOn(): Promise<void> {
		const kinds = ['automatic', 'reference', 'ramp'] as const;
		for (let turn = 0; !this.isOver; turn++) {
			const kind = kinds[turn % kinds.length] ?? 'ramp';
			const workItem: WorkItem = { kind, id: randomUUID(), answers: [] };
			this.workItems.push(workItem);
			const answer = this.send(workItem);
			this.underway.add(answer);
			void answer.finally(() => this.underway.delete(answer));
			await sleep(EACH_MS);
		}
	}

	private async send(workItem: WorkItem): Promise<void> {
		const { id, kind } = workItem;
		workItem.answers.push(await (kind === 'ramp' ? this.report(id) : this.post(PATHS[kind], id)));
	}

	private async report(id: string): Promise<number | null> {
		const event = { service: 'killb', event: 'RAMP', action: 'UPDATE' };
		return await this.place.sandbox
			.control<{ status: number | null }>('POST', '/events', {
				...event,
				data: { id, status: 'COMPLETED' },
			})
			.then(
				({ status }) => status,
				() => null,
			);
	}

	private async post(path: string, id: string): Promise<number | null> {
		return await fetch(`${this.place.webhookUrl}/webhook/${path}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', connection: 'close' },
			body: JSON.stringify({ id }),
			signal: AbortSignal.timeout(PATIENCE_MS),
		}).then(
			({ status }) => status,
			() => null,
		);
	}

	/** Retries each failed execution that was not retried yet. @returns how many */
	private async retryFailed(): Promise<number> {
		const { client } = this.place;
		const all = await this.executionsOf('automatic');
		const failed = all.filter(({ id, status }) => {
			return ['error', 'crashed'].includes(status) && !this.retried.has(id);
		});
		const retries = failed.map(async ({ id }) => {
			this.retried.add(id);
			// An execution without stored data can't be retried: see evaluate.ts.
			await client.call('POST', `/executions/${id}/retry`, {}).catch(() => undefined);
		});
		// n8n answers once the retry has ended, and never if it loses track of it.
		await Promise.race([Promise.all(retries), sleep(ROUND_MS)]);
		return failed.length;
	}
	private readonly retried = new Set<string>();

	/** Waits until nothing runs, except executions that n8n has lost track of. */
	private async untilIdle(): Promise<void> {
		const running = async () => {
			const all = await Promise.all(KINDS.map(async (kind) => await this.executionsOf(kind)));
			return all.flat().filter(({ status }) => ['running', 'new'].includes(status)).length;
		};
		const end = Date.now() + ROUND_MS;
		await sleep(1000);
		while (Date.now() < end && (await running()) > 0) await sleep(1000);
	}

	private async executionsOf(kind: WorkItem['kind']): Promise<ExecutionSummary[]> {
		return await allExecutions(this.place.client, this.workflows[kind]);
	}

	/**
	 * As n8n counts them: its pages leave some out in queue mode
	 * (test/support/n8n/queue/executionCounts.ts).
	 */
	private async countOf(kind: WorkItem['kind']): Promise<number> {
		const status = [...ENDED, 'new', 'running', 'waiting'];
		const filter = encodeURIComponent(JSON.stringify({ workflowId: this.workflows[kind], status }));
		const { client } = this.place;
		return (await client.call<{ count: number }>('GET', `/executions?limit=1&filter=${filter}`))
			.count;
	}

	private async look(): Promise<FinalState> {
		const executions = { automatic: 0, reference: 0, ramp: 0 };
		for (const kind of KINDS) executions[kind] = await this.countOf(kind);
		const orders = new Map<string, Set<unknown>>();
		for (const { path, method, body, status, answer } of await this.place.sandbox.journal()) {
			if (method !== 'POST' || !path.endsWith('/v1/orders') || status !== 201) continue;
			const { hostname } = JSON.parse(body) as { hostname: string };
			const made = orders.get(hostname) ?? new Set<unknown>();
			orders.set(hostname, made.add((JSON.parse(answer ?? '{}') as { id?: number }).id));
		}
		return { orders, executions };
	}
}

const KINDS = ['automatic', 'reference', 'ramp'] as const;
const BODY_ID = '$json.body.id';

async function isReady(url: string): Promise<boolean> {
	return await fetch(`${url}/healthz/readiness`).then(
		({ ok }) => ok,
		() => false,
	);
}

function isTaken({ answers }: WorkItem): boolean {
	return answers.includes(200);
}

/** @param reference an expression for the key; without it the key is automatic */
function order({ credentials }: Place, reference: string | undefined) {
	return node({
		name: 'Order',
		type: 'n8n-nodes-kernelhost-killb.kernelHost',
		parameters: {
			resource: 'order',
			operation: 'create',
			productId: byId('42'),
			billingCycle: 'monthly',
			options: {
				additionalFields: `={{ JSON.stringify({ hostname: ${reference ?? BODY_ID} }) }}`,
			},
			...(reference === undefined
				? { idempotencyMode: 'automatic' }
				: { idempotencyMode: 'reference', businessReference: `={{ ${reference} }}` }),
		},
		credentials: { kernelHostApi: { id: credentials.kernelhost, name: 'any' } },
	});
}
