import { freePorts } from '../../test/support/n8n/freePort';
import { N8nClient } from '../../test/support/n8n/n8nClient';
import { startN8n } from '../../test/support/n8n/n8nServer';
import type { WorkflowFile } from '../../test/support/n8n/n8nTypes';
import { owner } from '../../test/support/n8n/stack';
import { waitFor } from '../../test/support/n8n/waitFor';
import type { Delivery } from '../webhooks/delivery';

/** A workflow that writes something for each delivery. */
export interface WritingWorkflow {
	workflow: WorkflowFile;
	/** The path of its webhook, below n8n's URL. */
	path: string;
	/** Returns a genuine delivery that was not sent before. */
	delivery: () => Delivery;
	/** How many writes have arrived so far. */
	writes: () => Promise<number>;
}

/** Often enough not to count, and not so often that it delays n8n. */
const POLL = { interval: 20, timeout: 180_000 };

/** An n8n with one published workflow, which is started again and again. */
export class N8nFromStart {
	private constructor(
		private readonly userFolder: string,
		private readonly env: NodeJS.ProcessEnv,
		private readonly web: number,
		private readonly published: WritingWorkflow,
	) {}

	/**
	 * Publishes the workflow, and stops n8n once it takes its deliveries.
	 * @param create makes its credentials
	 */
	static async prepare(
		userFolder: string,
		env: NodeJS.ProcessEnv,
		create: (client: N8nClient) => Promise<WritingWorkflow>,
	): Promise<N8nFromStart> {
		const server = await startN8n({ userFolder, env });
		try {
			const client = new N8nClient(server.url);
			await client.setUpOwner(owner);
			const published = await create(client);
			await client.publish(await client.createWorkflow(published.workflow));
			const { web } = server.ports;
			const prepared = new N8nFromStart(userFolder, env, web, published);
			await prepared.untilWritten();
			return prepared;
		} finally {
			await server.stop();
		}
	}

	/**
	 * Starts n8n, delivers until it accepts, waits for the write, and stops n8n.
	 * @returns the seconds from the start to the accepted delivery and to the write
	 */
	async start(): Promise<{ accepted: number; written: number }> {
		const [runnersBroker = 0] = await freePorts(1);
		const { userFolder, env, web } = this;
		const startedAt = Date.now();
		const starting = startN8n({ userFolder, env, ports: { web, runnersBroker } });
		try {
			return await this.untilWritten(startedAt);
		} finally {
			await (await starting).stop();
		}
	}

	private async untilWritten(startedAt = Date.now()) {
		const { delivery, writes } = this.published;
		const before = await writes();
		await waitFor('n8n to accept a delivery', async () => await this.isAccepted(delivery()), POLL);
		const accepted = Date.now() - startedAt;
		const isWritten = async () => (await writes()) > before || undefined;
		await waitFor('the write', isWritten, POLL);
		return { accepted: accepted / 1000, written: (Date.now() - startedAt) / 1000 };
	}

	/**
	 * Until n8n listens, a connection fails. Then it answers 200 to everything until its database is
	 * migrated, and 404 until the webhook is live (n8n.md 2.3).
	 */
	private async isAccepted({ body, headers }: Delivery): Promise<true | undefined> {
		const url = `http://127.0.0.1:${this.web}${this.published.path}`;
		const answer = await fetch(url, {
			method: 'POST',
			body,
			headers: { ...headers, connection: 'close' },
		}).catch(() => undefined);
		const text = await answer?.text();
		return (answer?.status === 200 && !text?.includes('starting up')) || undefined;
	}
}
