import assert from 'node:assert/strict';
import type { Records } from '../../../sandbox/control/records';
import { type Execution, executionEnd } from '../../support/n8n/executions';
import { readExample, type Stack } from '../../support/n8n/stack';
import { waitFor } from '../../support/n8n/waitFor';
import { publishExample, unpublishExample } from './publishExample';
import { runExample } from './runExample';
import { startMockServers, type MockServers } from './mockServers';
import { withSettings } from './withSettings';

/** The nodes of examples/server-health-reboot.json that show which path an execution took. */
export const nodeNames = {
	start: 'Every hour',
	list: 'List the servers',
	meantToRun: 'Meant to run',
	ask: 'Ask in an execution of its own',
	wait: 'Wait for the answer',
	checkAgain: 'Does it answer by now?',
	reboot: 'Reboot it',
};

const CHAT = '/hooks/servers';

/** A question to a person about a server. */
export interface Question {
	workflowId: string;
	/** The URL of its form. */
	form: string;
	/** The execution that waits for the answer. */
	executionId: string;
}

/**
 * The example "Server health and reboot with approval" with its servers, its chat, and the person
 * who reads it.
 */
export class ServerWatch {
	private readonly published: string[] = [];

	private constructor(
		private readonly stack: Stack,
		private readonly outside: MockServers,
	) {}

	static async start(stack: Stack): Promise<ServerWatch> {
		return new ServerWatch(stack, await startMockServers());
	}

	async stop(): Promise<void> {
		for (const id of this.published) await unpublishExample(this.stack, id);
		await this.outside.stop();
	}

	/** @param wait parameters of the node that waits for the answer, other than the example's own */
	async publish(wait: Record<string, string | number> = {}): Promise<string> {
		const workflow = withSettings(readExample('server-health-reboot.json'), {
			checkUrl: `${this.outside.url}/servers/{id}`,
			messageUrl: this.outside.url + CHAT,
		});
		Object.assign(
			workflow.nodes.find(({ name }) => name === nodeNames.wait)?.parameters ?? {},
			wait,
		);
		const id = await publishExample(this.stack, workflow);
		this.published.push(id);
		return id;
	}

	/** From now on these servers are down, and all others answer. */
	silence(...ids: number[]): void {
		this.outside.statuses.clear();
		for (const id of ids) this.outside.statuses.set(`/servers/${id}`, 503);
	}

	/** The messages of the chat, oldest first. */
	get messages(): string[] {
		return this.outside.messages;
	}

	/** The servers for which KernelHost got a reboot. */
	async rebooted(): Promise<number[]> {
		const { kernelhost } = await this.stack.sandbox.control<Records>('GET', '/records');
		const reboots = kernelhost.actions.filter(({ action }) => action === 'reboot');
		return reboots.map(({ service_id }) => service_id);
	}

	async run(workflowId: string): Promise<Execution> {
		return await runExample(this.stack, workflowId, nodeNames.start);
	}

	/**
	 * Takes down only these servers, runs the workflow, and waits for one question about each of
	 * them.
	 */
	async questionsAbout(workflowId: string, ids: number[]): Promise<Question[]> {
		this.silence(...ids);
		const before = this.messages.length;
		const { summary } = await this.run(workflowId);
		assert.equal(summary.status, 'success');
		const texts = await waitFor('the questions', () => {
			const asked = this.messages.slice(before);
			return asked.length >= ids.length ? asked.sort() : undefined;
		});
		assert.equal(texts.length, ids.length);
		return texts.map((text, index) => {
			const [question, form = ''] = text.split('? ');
			assert.equal(
				question,
				`s${ids[index]}.sandbox.example does not answer at ${this.outside.url}/servers/${ids[index]}. Reboot it`,
			);
			return { workflowId, form, executionId: new URL(form).pathname.split('/').at(-1) ?? '' };
		});
	}

	/**
	 * Opens and submits the form of a question as a browser does, and waits for the result of the
	 * workflow.
	 */
	async answer(question: Question, choice: string): Promise<Execution & { page: string }> {
		const page = await waitFor('the form', async () => {
			const response = await fetch(question.form);
			return response.ok ? await response.text() : undefined;
		});
		const body = new FormData();
		// The page sends radio buttons as a list.
		body.append('field-0', JSON.stringify([choice]));
		const response = await fetch(question.form, { method: 'POST', body });
		assert.equal(response.status, 200);
		return { page, ...(await this.end(question)) };
	}

	/**
	 * Waits for the end of the execution with the question. n8n checks only once a minute whether a
	 * wait is over.
	 */
	async end({ workflowId, executionId }: Question): Promise<Execution> {
		return await executionEnd(this.stack.client, workflowId, executionId, { timeout: 150_000 });
	}
}
