import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INode, INodeParameters } from 'n8n-workflow';
import type { ExecutionSummary } from '../support/n8n/n8nTypes';
import { runN8nCommand } from '../support/n8n/n8nCommandLine';
import { type Stack, waitUntilLive } from '../support/n8n/stack';
import { waitFor } from '../support/n8n/waitFor';
import type { Service } from './services';
import { ServiceSlot } from './serviceSlot';
import { chain, node } from './stackForTests';

/** Longer than a failing publication takes, also on a busy machine. */
const PATIENCE = { timeout: 240_000 };

/**
 * A workflow of one of our triggers in a real n8n: the user's actions, and the expected results.
 */
export class TriggerWorkflow {
	readonly slot: ServiceSlot;

	private isRemoved = false;

	private constructor(
		readonly stack: Stack,
		readonly service: Service,
		private currentTrigger: INode,
		private draft: { id: string; versionId: string },
	) {
		this.slot = new ServiceSlot(stack.sandbox, service);
	}

	static async create(
		stack: Stack,
		service: Service,
		parameters: INodeParameters = {},
		credential = stack.credentials[service.name],
		changes: Partial<INode> = {},
	): Promise<TriggerWorkflow> {
		const trigger = triggerNode(service, credential, { parameters, ...changes });
		const draft = await stack.client.createWorkflow(chain(trigger.name, nodesAfter(trigger)));
		return new TriggerWorkflow(stack, service, trigger, draft);
	}

	/**
	 * Imports a workflow whose trigger has no webhook ID: n8n's command line keeps it without one,
	 * while the editor and the API add one.
	 */
	static async importWithoutId(
		stack: Stack,
		service: Service,
		name: string,
	): Promise<TriggerWorkflow> {
		const trigger = triggerNode(service, stack.credentials[service.name], { name });
		delete trigger.webhookId;
		const id = randomUUID().replaceAll('-', '').slice(0, 16);
		const file = join(stack.userFolder, `${id}.json`);
		writeFileSync(file, JSON.stringify({ id, ...chain(trigger.name, nodesAfter(trigger)) }));
		await runN8nCommand(stack.userFolder, ['import:workflow', `--input=${file}`]);
		const draft = await stack.client.call<{ id: string; versionId: string }>(
			'GET',
			`/workflows/${id}`,
		);
		return new TriggerWorkflow(stack, service, trigger, draft);
	}

	/** n8n's webhook URL of this workflow's trigger, below any base URL. */
	liveAt(base: string): string {
		const { webhookId, name } = this.trigger;
		const path = webhookId ?? `${this.draft.id}/${encodeURIComponent(name.toLowerCase())}`;
		return `${base}/webhook/${path}/webhook`;
	}

	get id(): string {
		return this.draft.id;
	}

	get trigger(): INode {
		return this.currentTrigger;
	}

	get live(): string {
		return this.liveAt(this.stack.client.url);
	}

	get test(): string {
		return this.live.replace('/webhook/', '/webhook-test/');
	}

	async publish(): Promise<void> {
		await this.stack.client.publish(this.draft);
	}

	/** Publishes and waits until the URL is registered. */
	async goLive(base = this.stack.client.url): Promise<void> {
		await this.publish();
		await this.slot.expectAddress(this.liveAt(base));
		await this.expectPublication('published');
	}

	/** Saves changes of the trigger and publishes them. */
	async publishWith(changes: Partial<INode>): Promise<void> {
		this.currentTrigger = { ...this.trigger, ...changes };
		const nodes = nodesAfter(this.trigger);
		const { connections } = chain(this.trigger.name, nodes);
		this.draft = await this.stack.client.updateWorkflow(this.draft.id, { nodes, connections });
		await this.publish();
	}

	async unpublish(): Promise<void> {
		await this.stack.client.unpublish(this.draft.id);
		await this.expectPublication('not_published');
	}

	async listen(): Promise<void> {
		await this.stack.client.listenForTestEvent(this.draft.id, this.trigger.name);
	}

	async stopListening(): Promise<void> {
		await this.stack.client.stopListening(this.draft.id);
	}

	/** Deletes the workflow, as a user does: through the archive. */
	async remove(): Promise<void> {
		if (this.isRemoved) return;
		await this.slot.clearFaults();
		await this.stopListening();
		await this.stack.client.archiveWorkflow(this.draft.id);
		await this.expectPublication('not_published');
		await this.stack.client.deleteWorkflow(this.draft.id);
		this.isRemoved = true;
	}

	/**
	 * Waits until a restarted n8n serves the trigger. One before 2.40 does so at once, stops, registers
	 * it again and serves it again.
	 */
	async untilRegistered(): Promise<void> {
		await waitUntilLive(this.live);
		await this.untilQuiet();
		await waitUntilLive(this.live);
	}

	/**
	 * Waits until n8n has sent the services nothing for a second. It ends a test's registration after
	 * its response, and a test that begins in the meantime makes it clone all that it keeps of it,
	 * until its stack overflows (lifecycleListening.test.ts).
	 */
	async untilQuiet(): Promise<void> {
		let seen = -1;
		await waitFor(
			'n8n to ask for nothing any more',
			async () => {
				const { length } = await this.stack.sandbox.journal();
				const isQuiet = length === seen;
				seen = length;
				return isQuiet || undefined;
			},
			{ interval: 1000 },
		);
	}

	async expectPublication(status: string): Promise<string> {
		const { triggers } = await waitFor(
			`the publication to be ${status}`,
			async () => {
				const now = await this.stack.client.publicationStatus(this.draft.id);
				return now.status === status ? now : undefined;
			},
			PATIENCE,
		);
		return triggers.map(({ errorMessage }) => errorMessage ?? '').join('\n');
	}

	/**
	 * Sends a signed event to whatever is registered: it must start this workflow once, in the given
	 * mode.
	 */
	async expectOneExecution(mode: 'webhook' | 'manual' = 'webhook'): Promise<void> {
		const earlier = await this.executions();
		const { status, id } = await this.slot.fire();
		assert.equal(status, 200);
		const all = await waitFor('the execution to end', async () => {
			const list = await this.executions();
			const hasEnded = list.every(({ stoppedAt }) => stoppedAt !== null);
			return list.length > earlier.length && hasEnded ? list : undefined;
		});
		assert.equal(all.length, earlier.length + 1);
		const newest = all.at(-1) as ExecutionSummary;
		assert.deepEqual([newest.mode, newest.status], [mode, 'success']);
		const { resultData } = await this.stack.client.executionData(newest.id);
		const [run] = resultData.runData[this.trigger.name] ?? [];
		assert.equal(run?.data?.main?.[0]?.[0]?.json['eventId'], id);
	}

	/** Expects that nothing is registered, and that an event sent to the old URL starts nothing. */
	async expectSilence(): Promise<void> {
		await this.slot.expectAddress(null);
		await assert.rejects(this.slot.fire(), /No webhook URL is registered/);
		assert.equal((await this.slot.fire({ url: this.live })).status, 404);
	}

	async executions(): Promise<ExecutionSummary[]> {
		return await this.stack.client.executions(this.draft.id);
	}
}

function triggerNode(service: Service, credential: string, changes: Partial<INode> = {}): INode {
	return node({
		name: `${service.title} Trigger`,
		type: `n8n-nodes-kernelhost-killb.${service.trigger}`,
		webhookId: randomUUID(),
		credentials: { [service.credential]: { id: credential, name: 'any' } },
		...changes,
	});
}

function nodesAfter(trigger: INode): INode[] {
	return [trigger, node({ name: 'End', type: 'n8n-nodes-base.noOp' })];
}
