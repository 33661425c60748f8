import path from 'node:path';
import { PackageDirectoryLoader, UnrecognizedNodeTypeError } from 'n8n-core';
import {
	deepCopy,
	type ICredentialType,
	type IDataObject,
	type INodeType,
	type INodeTypeDescription,
	type INodeTypes,
	NodeHelpers,
} from 'n8n-workflow';
import { withDomainRestrictionFields } from './domainRestrictionFields';
import { asTool } from './syntheticTool';

const ROOT = path.resolve(__dirname, '../../..');

/** The package under test, loaded as n8n loads it: by its package.json. */
export const PRODUCT = ROOT;
/** Nodes that replace n8n's own. */
export const N8N_NODES = path.join(ROOT, 'test/fixtures/n8nNodesBase');
/**
 * Nodes that exist only for the tests of this harness, and Start and Agent, which every run may
 * use.
 */
export const PROTO = path.join(ROOT, 'test/fixtures/protoNodes');

/**
 * The node packages of an n8n: n8n-core's own loader for each, plus what the package `n8n` adds
 * after loading (load-nodes-and-credentials.js :: postProcessLoaders, node-types.js): domain
 * restriction fields, and a tool for each node that supports it.
 */
export class InstalledPackages implements INodeTypes {
	private readonly tools = new Map<string, INodeType>();

	private constructor(private readonly loaders: PackageDirectoryLoader[]) {}

	static async load(directories: string[]): Promise<InstalledPackages> {
		const loaders = [];
		for (const directory of directories) {
			const loader = new PackageDirectoryLoader(directory);
			await loader.loadAll();
			for (const { type } of Object.values(loader.credentialTypes)) {
				type.properties = withDomainRestrictionFields(type);
			}
			loaders.push(loader);
		}
		return new InstalledPackages(loaders);
	}

	/**
	 * Maps `kernelHost` or `n8n-nodes-kernelhost-killb.kernelHost` to the latter, the type that n8n
	 * stores in a workflow.
	 */
	fullTypeName(name: string): string {
		if (name.includes('.')) return name;
		const base = name.replace(/Tool$/, '');
		for (const { packageName, known } of this.loaders) {
			if (name in known.nodes || base in known.nodes) return `${packageName}.${name}`;
		}
		throw new UnrecognizedNodeTypeError('any installed package', name);
	}

	getByName(fullName: string): INodeType {
		return this.getByNameAndVersion(fullName);
	}

	getByNameAndVersion(fullName: string, version?: number): INodeType {
		const [packageName = '', name = ''] = fullName.split('.');
		const loader = this.loaders.find((candidate) => candidate.packageName === packageName);
		if (!loader) throw new UnrecognizedNodeTypeError(packageName, name);
		if (name.endsWith('Tool') && !(name in loader.known.nodes)) return this.tool(fullName, version);
		return NodeHelpers.getVersionedNodeType(loader.getNode(name).type, version);
	}

	private tool(fullName: string, version?: number): INodeType {
		const key = `${fullName}?version=${version ?? 'default'}`;
		const known = this.tools.get(key);
		if (known) return known;
		const nodeType = this.getByNameAndVersion(fullName.replace(/Tool$/, ''), version);
		const tool = asTool(nodeType);
		this.tools.set(key, tool);
		return tool;
	}

	getKnownTypes(): IDataObject {
		return Object.fromEntries(
			this.loaders.flatMap(({ packageName, known }) =>
				Object.entries(known.nodes).map(([name, details]) => [`${packageName}.${name}`, details]),
			),
		) as unknown as IDataObject;
	}

	/** The description as it would reach the editor; a copy, so that no test changes the node. */
	description(name: string): INodeTypeDescription {
		return deepCopy(this.getByName(this.fullTypeName(name)).description);
	}

	credentialType(name: string): ICredentialType {
		const loader = this.loaders.find(({ known }) => name in known.credentials);
		if (!loader) throw new Error(`No installed package has a credential type "${name}"`);
		return loader.getCredential(name).type;
	}

	/** Full type names of the nodes that use a credential type. */
	supportedNodes(credentialType: string): string[] {
		return this.loaders.flatMap(({ packageName, known }) =>
			(known.credentials[credentialType]?.supportedNodes ?? []).map(
				(name) => `${packageName}.${name}`,
			),
		);
	}
}

const loaded = new Map<string, Promise<InstalledPackages>>();

/** The packages of a usual run, loaded once per test file. */
export function installedPackages(
	directories: string[] = [PRODUCT, N8N_NODES, PROTO],
): Promise<InstalledPackages> {
	const key = directories.join('\n');
	let packages = loaded.get(key);
	if (!packages) loaded.set(key, (packages = InstalledPackages.load(directories)));
	return packages;
}
