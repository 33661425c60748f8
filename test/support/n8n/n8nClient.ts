import { randomUUID } from 'node:crypto';
import { parse } from 'flatted';
import type { IRunExecutionData } from 'n8n-workflow';
import type {
	CredentialInEditor,
	ExecutionSummary,
	LoadedType,
	Owner,
	PublicationStatus,
	WorkflowFile,
} from './n8nTypes';

/**
 * n8n's own REST interface, which its editor uses. Each call throws an Error with n8n's answer
 * unless it is a 2xx.
 */
export class N8nClient {
	private cookie = '';
	/** n8n ties a session to the browser: every call must have the same value. */
	private readonly browserId = randomUUID();

	constructor(readonly url: string) {}

	/** Creates the first user of a fresh n8n and stays signed in as that user. */
	async setUpOwner({ email, password }: Owner): Promise<void> {
		await this.call('POST', '/owner/setup', {
			email,
			password,
			firstName: 'Demo',
			lastName: 'Owner',
		});
	}

	/** Whether n8n has no user yet. */
	async isFresh(): Promise<boolean> {
		const { userManagement } = await this.call<{
			userManagement: { showSetupOnFirstLoad?: boolean };
		}>('GET', '/settings');
		return userManagement.showSetupOnFirstLoad === true;
	}

	async createCredential(
		name: string,
		type: string,
		data: Record<string, unknown>,
	): Promise<string> {
		const { id } = await this.call<{ id: string }>('POST', '/credentials', { name, type, data });
		return id;
	}

	/** A credential as the editor gets it: secret fields are blank. */
	async readCredential(id: string): Promise<CredentialInEditor> {
		return await this.call('GET', `/credentials/${id}?includeData=true`);
	}

	/** Saves a credential as the editor does: blank fields keep their values. */
	async saveCredential({ id, ...rest }: CredentialInEditor): Promise<void> {
		await this.call('PATCH', `/credentials/${id}`, rest);
	}

	/** Runs the credential's test, as its button in the editor does. */
	async testCredential(id: string): Promise<{ status: string; message: string }> {
		const credentials = await this.readCredential(id);
		return await this.call('POST', '/credentials/test', { credentials });
	}

	async createWorkflow(workflow: WorkflowFile): Promise<{ id: string; versionId: string }> {
		return await this.call('POST', '/workflows', { settings: {}, ...workflow });
	}

	/**
	 * Requests publication. n8n publishes a moment after its answer: wait for the workflow's webhook.
	 */
	async publish({ id, versionId }: { id: string; versionId: string }): Promise<void> {
		await this.call('POST', `/workflows/${id}/activate`, { versionId });
	}

	/** Requests unpublishing; n8n does it a moment after its answer. */
	async unpublish(workflowId: string): Promise<void> {
		await this.call('POST', `/workflows/${workflowId}/deactivate`, {});
	}

	async publicationStatus(workflowId: string): Promise<PublicationStatus> {
		return await this.call('GET', `/workflows/${workflowId}/publication-status`);
	}

	/** Saves a draft; a published workflow stays as it was published. */
	async updateWorkflow(
		workflowId: string,
		changes: Partial<WorkflowFile>,
	): Promise<{ id: string; versionId: string }> {
		return await this.call('PATCH', `/workflows/${workflowId}`, changes);
	}

	/**
	 * Unpublishes a workflow and moves it to the archive, the only place from which it can be
	 * deleted.
	 */
	async archiveWorkflow(workflowId: string): Promise<void> {
		await this.call('POST', `/workflows/${workflowId}/archive`, {});
	}

	/**
	 * Deletes an archived workflow. n8n rejects this as long as the workflow is being unpublished.
	 */
	async deleteWorkflow(workflowId: string): Promise<void> {
		await this.call('DELETE', `/workflows/${workflowId}`);
	}

	/**
	 * The editor's "Listen for test event": answers once the trigger is registered; the next event
	 * starts a manual execution.
	 */
	async listenForTestEvent(workflowId: string, trigger: string): Promise<void> {
		const { waitingForWebhook } = await this.call<{ waitingForWebhook?: boolean }>(
			'POST',
			`/workflows/${workflowId}/run`,
			{ triggerToStartFrom: { name: trigger } },
		);
		if (waitingForWebhook !== true) throw new Error('n8n runs the workflow and does not wait');
	}

	/**
	 * The editor's "Execute workflow" from a trigger that waits for no event: a schedule, a manual
	 * one. Returns the id of the manual execution as soon as it begins.
	 */
	async runManually(workflowId: string, trigger: string): Promise<string> {
		const { executionId } = await this.call<{ executionId?: string }>(
			'POST',
			`/workflows/${workflowId}/run`,
			{ triggerToStartFrom: { name: trigger } },
		);
		if (executionId === undefined) throw new Error('n8n waits for an event and runs nothing yet');
		return executionId;
	}

	/** Stops listening; the trigger's registration is removed a moment after the answer. */
	async stopListening(workflowId: string): Promise<void> {
		await this.call('DELETE', `/test-webhook/${workflowId}`);
	}

	/**
	 * The executions of a workflow, oldest first, each once: n8n queries its database separately for
	 * running and for ended ones, and one that ends in between is in both answers. The ended one
	 * counts, which comes later.
	 */
	async executions(workflowId: string): Promise<ExecutionSummary[]> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId }));
		const { results } = await this.call<{ results: ExecutionSummary[] }>(
			'GET',
			`/executions?limit=100&filter=${filter}`,
		);
		const byId = new Map(results.map((execution) => [execution.id, execution]));
		return [...byId.values()].sort((a, b) => Number(a.id) - Number(b.id));
	}

	/** What each node of an execution did. */
	async executionData(id: string): Promise<IRunExecutionData> {
		const { data } = await this.call<{ data: string }>('GET', `/executions/${id}`);
		return parse(data) as IRunExecutionData;
	}

	/**
	 * The descriptions of all node or credential types that n8n has loaded, as its editor gets them.
	 */
	async loadedTypes(kind: 'nodes' | 'credentials'): Promise<LoadedType[]> {
		const response = await this.send('GET', `/types/${kind}.json`);
		return (await response.json()) as LoadedType[];
	}

	async call<T = unknown>(method: string, path: string, body?: unknown): Promise<T> {
		const response = await this.send(method, `/rest${path}`, body);
		return ((await response.json()) as { data: T }).data;
	}

	private async send(method: string, path: string, body?: unknown): Promise<Response> {
		const ask = async () =>
			await fetch(this.url + path, {
				method,
				headers: {
					'content-type': 'application/json',
					'browser-id': this.browserId,
					cookie: this.cookie,
					connection: 'close',
				},
				...(body === undefined ? {} : { body: JSON.stringify(body) }),
			});
		// n8n ends an idle connection after some seconds; on a busy machine a kept one is used before
		// this is noticed.
		const response = method === 'GET' ? await ask().catch(ask) : await ask();
		if (!response.ok) {
			throw new Error(`n8n: ${method} ${path}: ${response.status} ${await response.text()}`);
		}
		const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
		if (cookies.length > 0) this.cookie = cookies.join('; ');
		return response;
	}
}
