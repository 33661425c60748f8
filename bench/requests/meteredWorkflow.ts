import type { INode } from 'n8n-workflow';
import { chain, node, webhookNode } from '../../test/support/n8n/chain';
import { endedCounts } from '../../test/support/n8n/queue/executionCounts';
import type { Stack } from '../../test/support/n8n/stack';
import { waitFor } from '../../test/support/n8n/waitFor';
import type { Reading } from './reading';
import { throwAwayType } from './throwAwayNodes';

/** Longer than the longest run, even on a busy machine. */
const PATIENCE_MS = 290_000;

/**
 * A published workflow whose nodes are measured: n8n's Webhook node gets a list of ids, its Split
 * Out node makes an item of each, and there is a meter before and after the measured nodes. n8n
 * answers the webhook call with the reading at the end of the execution, so that no request
 * disturbs the measurement. All settings are those of a new workflow.
 */
export class MeteredWorkflow {
	private runs = 0;

	private constructor(
		private readonly stack: Stack,
		private readonly id: string,
		private readonly url: string,
	) {}

	/** @param name of the workflow, and of its URL */
	static async publish(stack: Stack, name: string, measured: INode[]): Promise<MeteredWorkflow> {
		const meter = throwAwayType('benchMeter');
		const nodes = [
			webhookNode('Webhook', name, { responseMode: 'lastNode' }),
			oneItemForEachId,
			node({ name: 'Meter Before', type: meter }),
			...measured,
			node({ name: 'Meter After', type: meter }),
		];
		const created = await stack.client.createWorkflow(chain(name, nodes));
		await stack.client.publish(created);
		const workflow = new MeteredWorkflow(stack, created.id, `${stack.client.url}/webhook/${name}`);
		await workflow.untilLive();
		return workflow;
	}

	/**
	 * Runs it once for these IDs, and waits until n8n has stored the execution.
	 * @throws Error with n8n's answer when the execution fails
	 */
	async run(ids: unknown[]): Promise<Reading> {
		const response = await this.post('POST', ids);
		const text = await response.text();
		this.runs++;
		await waitFor(
			'the execution to be put away',
			async () => await endedCounts(this.stack.client, this.id, this.runs),
		);
		if (!response.ok) throw new Error(`${this.url}: ${response.status} ${await this.lastError()}`);
		return JSON.parse(text) as Reading;
	}

	private async lastError(): Promise<string> {
		const { client } = this.stack;
		const last = (await client.executions(this.id)).at(-1);
		if (!last) return 'no execution';
		const { error } = (await client.executionData(last.id)).resultData;
		return JSON.stringify([error?.message, error?.description]);
	}

	/**
	 * Waits until n8n serves the URL: it answers the wrong method with a hint at the right one, and
	 * starts nothing.
	 */
	private async untilLive(): Promise<void> {
		await waitFor(`${this.url} to be live`, async () => {
			const text = await (await this.post('DELETE')).text();
			return text.includes('not registered for DELETE') || undefined;
		});
	}

	private async post(method: string, ids?: unknown[]): Promise<Response> {
		return await fetch(this.url, {
			method,
			headers: { 'content-type': 'application/json', connection: 'close' },
			...(ids === undefined ? {} : { body: JSON.stringify({ ids }) }),
			signal: AbortSignal.timeout(PATIENCE_MS),
		});
	}
}

/**
 * Not called `id`: a node that fails as a whole and continues returns its input, which must not
 * look like a result.
 */
const oneItemForEachId = node({
	name: 'Split Out',
	type: 'n8n-nodes-base.splitOut',
	parameters: { fieldToSplitOut: 'body.ids', options: { destinationFieldName: 'wanted' } },
});
