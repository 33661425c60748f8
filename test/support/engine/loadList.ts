import { LoadOptionsContext } from 'n8n-core';
import {
	type ILoadOptionsFunctions,
	type INodeListSearchResult,
	type INodeParameters,
	Workflow,
} from 'n8n-workflow';
import { additionalDataFor } from './additionalData';
import { type CredentialData, CredentialStore } from './credentialStore';
import { type InstalledPackages, installedPackages } from './installedPackages';
import { nodeOf } from './runNode';
import { withIsolate } from './isolate';

interface ListLoad {
	type: string;
	/** The name under `methods.listSearch`. */
	method: string;
	credentials: CredentialData | CredentialStore;
	/** The node's parameters as the form shows them at that moment. */
	parameters?: INodeParameters;
	filter?: string;
	paginationToken?: string;
	packages?: InstalledPackages;
}

/**
 * Loads the list of a resource locator, as the editor does (dynamic-node-parameters.service.js).
 */
export async function loadList(load: ListLoad): Promise<INodeListSearchResult> {
	const packages = load.packages ?? (await installedPackages());
	const store = await CredentialStore.of(load.credentials);
	const parameters = load.parameters ?? {};
	const node = nodeOf(packages, {
		id: 'uuid-1234',
		name: 'Temp-Node',
		type: load.type,
		parameters,
		credentials: store.references(),
	});
	const method = packages.getByName(node.type).methods?.listSearch?.[load.method];
	if (!method) throw new Error(`The node has no list search "${load.method}"`);
	const workflow = { id: '', nodes: [node], connections: {} };
	const instance = new Workflow({ ...workflow, active: false, nodeTypes: packages });
	const additionalData = additionalDataFor({
		packages,
		store,
		mode: 'internal',
		workflow,
		currentNodeParameters: parameters,
	});
	const context = new LoadOptionsContext(instance, node, additionalData, '');
	return await withIsolate(
		instance,
		async () =>
			await method.call(
				context as unknown as ILoadOptionsFunctions,
				load.filter,
				load.paginationToken,
			),
	);
}
