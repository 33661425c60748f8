/** n8n's real engine (n8n-core) for tests: everything that a test needs, in one place. */
export { callHelper, callLegacyHelper, executeContext } from './callHelper';
export { callTool, type ToolCall, type ToolResult } from './callTool';
export { type CredentialData, CredentialStore } from './credentialStore';
export { type Delivery, deliverWebhook } from './deliverWebhook';
export type { DeliveryResult } from './webhookAnswer';
export {
	InstalledPackages,
	installedPackages,
	N8N_NODES,
	PRODUCT,
	PROTO,
} from './installedPackages';
export { Front } from './front';
export { freezeClockForThisFile, HOUR, later } from './frozenClock';
export { errorIn, messageIn } from './itemErrors';
export { loadList } from './loadList';
export { NODE_NAME, nodeOf, type NodeResult, type NodeRun, runNode } from './runNode';
export {
	type Execution,
	retryExecution,
	runWorkflow,
	STORED,
	type WorkflowRun,
} from './runWorkflow';
export { testCredential } from './testCredential';
export { type HookedTrigger, type Hooks, triggerHooks } from './triggerHooks';
export { N8N, onlyWhere } from './versionOfN8n';
export { type WireAnswer, type WireRequest, WireServer } from './wireServer';
