import type { INode } from 'n8n-workflow';
import { chain, startedByPost } from './chain';
import { type Execution, nextExecutionEnd } from './executions';
import type { Stack } from './stack';
import { waitFor } from './waitFor';

/** A published workflow that runs the given nodes each time its URL gets a POST. */
export class WebhookWorkflow {
	private constructor(
		private readonly stack: Stack,
		readonly id: string,
		private readonly url: string,
	) {}

	static async publish(stack: Stack, nodes: INode[], path: string): Promise<WebhookWorkflow> {
		const workflow = chain(path, [startedByPost(path), ...nodes]);
		const created = await stack.client.createWorkflow(workflow);
		await stack.client.publish(created);
		return new WebhookWorkflow(stack, created.id, `${stack.client.url}/webhook/${path}`);
	}

	/** n8n's response to one POST. */
	async post(): Promise<{ status: number; body: string }> {
		const response = await fetch(this.url, { method: 'POST' });
		return { status: response.status, body: await response.text() };
	}

	/** Starts it once and waits for its end. */
	async run(): Promise<Execution> {
		const { client } = this.stack;
		const earlier = (await client.executions(this.id)).length;
		// Until n8n serves a published workflow, also after a start, it answers 404 and runs nothing.
		await waitFor(
			`${this.url} to be live`,
			async () => (await this.post()).status === 200 || undefined,
		);
		return await nextExecutionEnd(client, this.id, earlier);
	}
}
