import { ExecutionLifecycleHooks, ExternalSecretsProxy } from 'n8n-core';
import type {
	INodeParameters,
	IWorkflowBase,
	IWorkflowExecuteAdditionalData,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { StoredCredentialsHelper } from './credentialsHelper';
import type { CredentialStore } from './credentialStore';
import type { InstalledPackages } from './installedPackages';

/** A reserved name (RFC 6761), so that no test can reach a real n8n through a URL of this one. */
const INSTANCE_URL = 'https://n8n.example';

interface AdditionalDataOptions {
	packages: InstalledPackages;
	store: CredentialStore;
	mode: WorkflowExecuteMode;
	executionId?: string | undefined;
	retryOf?: string | undefined;
	workflow: {
		id: string;
		nodes: IWorkflowBase['nodes'];
		connections: IWorkflowBase['connections'];
	};
	currentNodeParameters?: INodeParameters;
}

/**
 * What n8n passes to every execution (workflow-execute-additional-data.js :: getBase), as far as a
 * node can see it.
 */
export function additionalDataFor(options: AdditionalDataOptions): IWorkflowExecuteAdditionalData {
	const { packages, store, mode, executionId, retryOf, workflow, currentNodeParameters } = options;
	const now = new Date(0);
	const hooks = new ExecutionLifecycleHooks(
		mode,
		executionId ?? '',
		{
			...workflow,
			name: 'Test',
			active: true,
			isArchived: false,
			createdAt: now,
			updatedAt: now,
		} as IWorkflowBase,
		retryOf,
	);
	return {
		currentNodeExecutionIndex: 0,
		credentialsHelper: new StoredCredentialsHelper(packages, store),
		executeWorkflow: unavailable('executeWorkflow'),
		getRunExecutionData: async () => undefined,
		getRuntimeCredential: async () => undefined,
		startRunnerTask: unavailable('startRunnerTask'),
		logAiEvent: () => {},
		restApiUrl: `${INSTANCE_URL}/rest`,
		instanceBaseUrl: `${INSTANCE_URL}/`,
		formBaseUrl: `${INSTANCE_URL}/form`,
		formWaitingBaseUrl: `${INSTANCE_URL}/form-waiting`,
		formTestBaseUrl: `${INSTANCE_URL}/form-test`,
		webhookBaseUrl: `${INSTANCE_URL}/webhook`,
		webhookWaitingBaseUrl: `${INSTANCE_URL}/webhook-waiting`,
		webhookTestBaseUrl: `${INSTANCE_URL}/webhook-test`,
		mcpBaseUrl: `${INSTANCE_URL}/mcp`,
		mcpTestBaseUrl: `${INSTANCE_URL}/mcp-test`,
		variables: {},
		externalSecretsProxy: new ExternalSecretsProxy(),
		workflowId: workflow.id,
		hooks,
		...(executionId === undefined ? {} : { executionId }),
		...(currentNodeParameters ? { currentNodeParameters } : {}),
	};
}

function unavailable(name: string) {
	return async (): Promise<never> => {
		throw new Error(`${name} does not exist in the engine harness`);
	};
}
