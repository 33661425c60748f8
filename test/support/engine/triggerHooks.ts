import { HookContext } from 'n8n-core';
import {
	type IHookFunctions,
	type INode,
	type INodeParameters,
	type WebhookSetupMethodNames,
	type WorkflowActivateMode,
	Workflow,
} from 'n8n-workflow';
import { additionalDataFor } from './additionalData';
import { type CredentialData, CredentialStore } from './credentialStore';
import { expectEntry } from './errorEntries';
import { installedPackages } from './installedPackages';
import { nodeOf } from './runNode';
import { withIsolate } from './isolate';

export interface HookedTrigger {
	/** Type of the trigger: `killBTrigger`. */
	type: string;
	parameters?: INodeParameters;
	credentials?: CredentialData | CredentialStore;
	node?: Partial<INode>;
	/** n8n's own URL; default: a reserved name that nothing can reach. */
	instanceUrl?: string;
	/** n8n's URL for tests, if it is another one. */
	testUrl?: string;
	/** Another n8n than that of the other triggers. */
	instanceId?: string;
	workflow?: { id?: string; name?: string };
}

/**
 * n8n's calls of a trigger's registration. Each one rejects or resolves as the node's hook does.
 */
export interface Hooks {
	publish(): Promise<void>;
	unpublish(): Promise<boolean>;
	/** "Listen for test event" */
	listen(): Promise<void>;
	/**
	 * The end of listening: an event came, the time ran out, or the user cancelled. n8n calls the
	 * same hook for all three.
	 */
	stopListening(): Promise<boolean>;
}

/**
 * A trigger's registration on n8n-core's HookContext, in the order of n8n's own registrar
 * (n8n.md 2.4): checkExists, then create if it is false; delete if create throws.
 */
export async function triggerHooks(trigger: HookedTrigger): Promise<Hooks> {
	const packages = await installedPackages();
	const store = await CredentialStore.of(trigger.credentials);
	const node = nodeOf(packages, {
		id: 'node-under-test',
		webhookId: '5f0c1c52-0000-4000-8000-00000000000a',
		...trigger.node,
		name: trigger.node?.name ?? 'Trigger',
		type: trigger.type,
		parameters: trigger.parameters ?? {},
		credentials: store.references(),
	});
	const nodeType = packages.getByNameAndVersion(node.type, node.typeVersion);
	const webhookDescription = nodeType.description.webhooks?.find(({ name }) => name === 'default');
	const methods = nodeType.webhookMethods?.default;
	if (!webhookDescription || !methods) throw new Error(`${node.type} registers nothing`);

	const workflow = {
		id: 'workflow-under-test',
		name: 'Workflow under test',
		...trigger.workflow,
		nodes: [node],
		connections: {},
	};
	const call = async (
		method: WebhookSetupMethodNames,
		activation: WorkflowActivateMode,
	): Promise<boolean> => {
		const instance = new Workflow({ ...workflow, active: true, nodeTypes: packages });
		const mode = activation === 'manual' ? 'manual' : 'trigger';
		const additionalData = {
			...additionalDataFor({ packages, store, mode, workflow }),
			...addressesOf(trigger),
		};
		const context = new HookContext(instance, node, additionalData, mode, activation, {
			httpMethod: 'POST',
			node: node.name,
			path: `${node.webhookId ?? `${workflow.id}/${node.name.toLowerCase()}`}/webhook`,
			webhookDescription,
			workflowId: workflow.id,
			workflowExecuteAdditionalData: additionalData,
			isTest: activation === 'manual',
		});
		const { instanceId } = trigger;
		if (instanceId !== undefined) context.getInstanceId = () => instanceId;
		return await withIsolate(
			instance,
			async () => await methods[method].call(context as unknown as IHookFunctions),
		);
	};
	const register = async (activation: WorkflowActivateMode): Promise<void> => {
		if (await call('checkExists', activation)) return;
		try {
			await call('create', activation);
		} catch (error) {
			await call('delete', activation);
			expectEntry(String(error));
			throw error;
		}
	};
	return {
		publish: async () => await register('activate'),
		unpublish: async () => await call('delete', 'activate'),
		listen: async () => await register('manual'),
		stopListening: async () => await call('delete', 'manual'),
	};
}

function addressesOf({ instanceUrl, testUrl = instanceUrl }: HookedTrigger) {
	if (instanceUrl === undefined) return {};
	return {
		webhookBaseUrl: `${instanceUrl}/webhook`,
		webhookTestBaseUrl: `${testUrl}/webhook-test`,
	};
}
