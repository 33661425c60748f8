import { ExecuteContext } from 'n8n-core';
import {
	type IAdditionalCredentialOptions,
	type IExecuteFunctions,
	type IHttpRequestOptions,
	type IRequestOptions,
	Workflow,
} from 'n8n-workflow';
import { additionalDataFor } from './additionalData';
import { type CredentialData, CredentialStore } from './credentialStore';
import { type InstalledPackages, installedPackages } from './installedPackages';
import { nodeOf } from './runNode';
import { nextExecutionId } from './runWorkflow';
import { runExecutionData } from './runExecutionData';

interface HelperCall {
	credentials: CredentialData | CredentialStore;
	/** The calling node. Default: n8n's HTTP Request, which may use every credential. */
	type?: string;
	packages?: InstalledPackages;
}

/** A real ExecuteContext of n8n-core, to call its helpers as a node's `execute` does. */
export async function executeContext(call: HelperCall): Promise<IExecuteFunctions> {
	const packages = call.packages ?? (await installedPackages());
	const store = await CredentialStore.of(call.credentials);
	const node = nodeOf(packages, {
		name: 'Caller',
		type: call.type ?? 'httpRequest',
		credentials: store.references(),
	});
	const workflow = { id: 'workflow-under-test', nodes: [node], connections: {} };
	const instance = new Workflow({ ...workflow, active: true, nodeTypes: packages });
	const executionId = nextExecutionId();
	const mode = 'trigger';
	const items = [{ json: {} }];
	return new ExecuteContext(
		instance,
		node,
		additionalDataFor({ packages, store, mode, executionId, workflow }),
		mode,
		runExecutionData(),
		0,
		items,
		{ main: [items] },
		{ node, data: { main: [items] }, source: null },
		[],
	) as unknown as IExecuteFunctions;
}

/** `helpers.httpRequestWithAuthentication`, the helper that our own nodes use. */
export async function callHelper(
	call: HelperCall & {
		credentialType: string;
		options: IHttpRequestOptions;
		credentialOptions?: IAdditionalCredentialOptions;
	},
): Promise<unknown> {
	const context = await executeContext(call);
	return (await context.helpers.httpRequestWithAuthentication.call(
		context,
		call.credentialType,
		call.options,
		call.credentialOptions,
	)) as unknown;
}

/**
 * `helpers.requestWithAuthentication`, the legacy helper that n8n's HTTP Request node (V3) still
 * uses.
 */
export async function callLegacyHelper(
	call: HelperCall & { credentialType: string; options: IRequestOptions },
): Promise<unknown> {
	const context = await executeContext(call);
	return (await context.helpers.requestWithAuthentication.call(
		context,
		call.credentialType,
		call.options,
		undefined,
		0,
	)) as unknown;
}
