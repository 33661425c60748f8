import { N8nClient } from './n8nClient';
import type { PublicationStatus, WorkflowFile } from './n8nTypes';
import { isOlderThan } from './runtime';

/** Returns a client for the n8n that is installed. */
export function n8nClient(url: string): N8nClient {
	return isOlderThan(2, 40) ? new OlderN8nClient(url) : new N8nClient(url);
}

interface StoredWorkflow {
	id: string;
	versionId: string;
	active: boolean;
}

/**
 * The same for n8n before 2.40, which publishes within the request, knows no status of it, and (up
 * to 1.123) has no publishing at all: workflows are active or not.
 */
export class OlderN8nClient extends N8nClient {
	/** Why n8n could not publish a workflow, by its ID. */
	private readonly failures = new Map<string, string>();

	/** Fills in the IDs of credentials: n8n does so only in its editor. */
	override async createWorkflow(workflow: WorkflowFile): Promise<StoredWorkflow> {
		const known = await this.call<Array<{ id: string; name: string }>>('GET', '/credentials');
		const nodes = structuredClone(workflow.nodes);
		for (const credential of nodes.flatMap((node) => Object.values(node.credentials ?? {}))) {
			credential.id ??= known.find(({ name }) => name === credential.name)?.id ?? null;
		}
		const settings = { settings: {}, active: false, ...workflow, nodes };
		return await this.call('POST', '/workflows', settings);
	}

	override async publish({ id, versionId }: { id: string; versionId: string }): Promise<void> {
		this.failures.delete(id);
		try {
			await this.call('POST', `/workflows/${id}/activate`, { versionId }).catch(
				async (error: Error) => await this.setActive(id, versionId, true, error),
			);
		} catch (error) {
			const [answer = ''] = /\{.*/s.exec((error as Error).message) ?? [];
			this.failures.set(id, (JSON.parse(answer) as { message: string }).message);
		}
	}

	override async unpublish(id: string): Promise<void> {
		await this.call('POST', `/workflows/${id}/deactivate`, {}).catch(async (error: Error) => {
			const { versionId } = await this.call<StoredWorkflow>('GET', `/workflows/${id}`);
			await this.setActive(id, versionId, false, error);
		});
	}

	/** @throws the error of the newer request, unless n8n does not know that */
	private async setActive(id: string, versionId: string, active: boolean, newer: Error) {
		if (!/: 404 /.test(newer.message)) throw newer;
		await this.call('PATCH', `/workflows/${id}`, { active, versionId });
	}

	override async archiveWorkflow(id: string): Promise<void> {
		this.failures.delete(id);
		await super.archiveWorkflow(id);
	}

	/** Sends the workflow along: up to 1.123 n8n does not run the stored one. */
	override async listenForTestEvent(id: string, name: string): Promise<void> {
		const workflowData = await this.call('GET', `/workflows/${id}`);
		const body = { workflowData, triggerToStartFrom: { name } };
		await this.call('POST', `/workflows/${id}/run`, body);
	}

	override async publicationStatus(id: string): Promise<PublicationStatus> {
		const errorMessage = this.failures.get(id);
		if (errorMessage !== undefined) {
			return { status: 'failed', triggers: [{ nodeId: '', status: 'failed', errorMessage }] };
		}
		const { active } = await this.call<StoredWorkflow>('GET', `/workflows/${id}`);
		return { status: active ? 'published' : 'not_published', triggers: [] };
	}
}
