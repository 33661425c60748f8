import { PollContext } from 'n8n-core';
import {
	deepCopy,
	type IDataObject,
	type INodeParameters,
	type IPollFunctions,
	type WorkflowExecuteMode,
	Workflow,
} from 'n8n-workflow';
import { additionalDataFor } from './additionalData';
import { type CredentialData, CredentialStore } from './credentialStore';
import { expectEntry } from './errorEntries';
import { installedPackages } from './installedPackages';
import { withIsolate } from './isolate';
import { nodeOf } from './runNode';

interface PolledWorkflow {
	/** Type of the trigger: `killBPollingTrigger`. */
	type: string;
	parameters?: INodeParameters;
	credentials?: CredentialData | CredentialStore;
}

/**
 * A published workflow that begins with a polling trigger, on n8n-core's PollContext. It stores
 * static data when n8n 2.41 does (n8n.md 2.6): after publishing, and with the items of a poll.
 */
export class PolledTrigger {
	private stored: IDataObject = {};
	private published: { workflow: Workflow; context: IPollFunctions } | undefined;

	constructor(private given: PolledWorkflow) {}

	/** Publishes the workflow, or starts n8n again: it polls at once, and returns the items. */
	async publish(changes: Partial<PolledWorkflow> = {}): Promise<IDataObject[]> {
		this.given = { ...this.given, ...changes };
		this.published = await this.begin('trigger');
		const items = await this.poll();
		this.store();
		return items;
	}

	/** n8n ends without storing anything; `publish` starts it again. */
	kill(): void {
		this.published = undefined;
	}

	/** One poll: the items, none where the trigger found nothing. */
	async poll(): Promise<IDataObject[]> {
		if (!this.published) throw new Error('The workflow is not published');
		const items = await this.call(this.published);
		if (items.length > 0) this.store();
		return items;
	}

	/** "Fetch Test Event" of the editor. */
	async test(): Promise<IDataObject[]> {
		return await this.call(await this.begin('manual'));
	}

	/** What n8n has stored of the trigger. */
	get storedData(): IDataObject {
		return deepCopy(this.stored);
	}

	private store(): void {
		this.stored = deepCopy(this.published?.workflow.staticData ?? {});
	}

	private async begin(mode: WorkflowExecuteMode) {
		const packages = await installedPackages();
		const store = await CredentialStore.of(this.given.credentials);
		const node = nodeOf(packages, {
			name: 'Trigger',
			type: this.given.type,
			parameters: { pollTimes: { item: [{ mode: 'everyMinute' }] }, ...this.given.parameters },
			credentials: store.references(),
		});
		const definition = { id: 'workflow-under-test', nodes: [node], connections: {} };
		const workflow = new Workflow({
			...definition,
			active: mode === 'trigger',
			nodeTypes: packages,
			staticData: deepCopy(this.stored),
		});
		const additionalData = additionalDataFor({ packages, store, mode, workflow: definition });
		const activation = mode === 'manual' ? 'manual' : 'activate';
		const context = new PollContext(workflow, node, additionalData, mode, activation);
		return { workflow, context: context as unknown as IPollFunctions };
	}

	private async call({ workflow, context }: { workflow: Workflow; context: IPollFunctions }) {
		const { type, typeVersion } = context.getNode();
		const nodeType = (await installedPackages()).getByNameAndVersion(type, typeVersion);
		const poll = async () => await nodeType.poll?.call(context);
		const outputs = await withIsolate(workflow, poll).catch((error: unknown) => {
			expectEntry(String(error));
			throw error;
		});
		return (outputs?.[0] ?? []).map(({ json }) => json);
	}
}
