import {
	type ICredentialType,
	type INodeProperties,
	type INodeType,
	type INodeTypeBaseDescription,
	type INodeTypeDescription,
	type IVersionedNodeType,
	NodeHelpers,
} from 'n8n-workflow';

/**
 * What saved workflows rely on in one version of a node: no text except labels, which only the
 * findings quote.
 */
export interface NodeFacts
	extends Pick<
		INodeTypeDescription,
		'inputs' | 'outputs' | 'credentials' | 'webhooks' | 'properties'
	> {
	usableAsTool: boolean;
}

export interface NodeContract {
	displayName: string;
	/** the version of a node that is added now */
	defaultVersion: number;
	/** by version, because n8n keeps the version that a workflow was saved with */
	versions: Record<string, NodeFacts>;
}

export type CredentialFacts = Pick<ICredentialType, 'displayName' | 'extends' | 'properties'>;

/** The whole contract of a package: what a workflow saved with it may contain. Plain JSON. */
export interface Snapshot {
	/** by the name that workflows store, without the package */
	nodes: Record<string, NodeContract>;
	credentials: Record<string, CredentialFacts>;
}

/** The classes of the package, as index.js exports them. */
export type PackageClasses = Record<string, new () => object>;

export function snapshotOf(classes: PackageClasses): Snapshot {
	const snapshot: Snapshot = { nodes: {}, credentials: {} };
	for (const Class of Object.values(classes)) {
		const instance = new Class() as INodeType | IVersionedNodeType | ICredentialType;
		if ('description' in instance) {
			snapshot.nodes[instance.description.name] = nodeContract(instance);
		} else {
			snapshot.credentials[instance.name] = credentialFacts(instance);
		}
	}
	return snapshot;
}

function credentialFacts({ displayName, properties, ...rest }: ICredentialType): CredentialFacts {
	return withoutText({
		displayName,
		...(rest.extends ? { extends: rest.extends } : {}),
		properties,
	});
}

/** The contract of a node, of one version or of several. */
function nodeContract(node: INodeType | IVersionedNodeType): NodeContract {
	const base: INodeTypeBaseDescription = node.description;
	const described = 'nodeVersions' in node ? Object.values(node.nodeVersions) : [node];
	const versions = described.flatMap(({ description }) =>
		[description.version]
			.flat()
			.map((version) => [String(version), nodeFacts(description, version)] as const),
	);
	const newest = Math.max(...versions.map(([version]) => Number(version)));
	const { defaultVersion = newest } = base;
	return {
		displayName: base.displayName,
		defaultVersion,
		versions: Object.fromEntries(versions),
	};
}

function nodeFacts(description: INodeTypeDescription, version: number): NodeFacts {
	const { inputs, outputs, credentials = [], webhooks = [], usableAsTool } = description;
	return withoutText({
		inputs,
		outputs,
		credentials,
		webhooks,
		usableAsTool: Boolean(usableAsTool),
		properties: description.properties.flatMap((property) =>
			ofVersion(property, version, description),
		),
	});
}

/** A property as one version has it: its condition on the version is evaluated and removed. */
function ofVersion(
	property: INodeProperties,
	typeVersion: number,
	description: INodeTypeDescription,
): INodeProperties[] {
	const { show = {}, hide = {} } = property.displayOptions ?? {};
	if (!show['@version'] && !hide['@version']) return [property];
	const onVersion = {
		...(show['@version'] ? { show: { '@version': show['@version'] } } : {}),
		...(hide['@version'] ? { hide: { '@version': hide['@version'] } } : {}),
	};
	const condition = { ...property, displayOptions: onVersion };
	if (!NodeHelpers.displayParameter({}, condition, { typeVersion }, description)) return [];
	const others = (conditions: object) =>
		Object.fromEntries(Object.entries(conditions).filter(([name]) => name !== '@version'));
	return [{ ...property, displayOptions: { show: others(show), hide: others(hide) } }];
}

/** Texts for users, or settings that only affect how the editor draws the form. */
const TEXT = new Set([
	'description',
	'hint',
	'placeholder',
	'action',
	'icon',
	'errorMessage',
	'builderHint',
	'rows',
	'password',
	'editor',
	'multipleValueButtonText',
	'sortable',
	'numberPrecision',
	'searchListMethod',
	'searchable',
	'searchFilterRequired',
	'slowLoadNotice',
	'loadOptionsMethod',
]);
/** The input whose value is text: the description for a model that calls the node as a tool. */
const TEXT_INPUT = 'toolDescription';
/** Values that contain no text. */
const DATA = new Set(['default', 'value', 'displayOptions']);

function withoutText<T>(described: T): T {
	return strip(described) as T;
}

function strip(described: unknown): unknown {
	if (Array.isArray(described)) return described.filter((one) => !isNotice(one)).map(strip);
	if (typeof described !== 'object' || described === null) return described;
	return Object.fromEntries(
		Object.entries(described)
			.filter(([key, value]) => !TEXT.has(key) && value !== undefined)
			.map(([key, value]) => [key, DATA.has(key) ? (value as unknown) : strip(value)])
			.map(([key, value]) => [key, key === 'default' && isTextInput(described) ? '' : value]),
	);
}

function isTextInput({ name }: { name?: unknown }): boolean {
	return name === TEXT_INPUT;
}

function isNotice(one: unknown): boolean {
	return (one as { type?: unknown } | null)?.type === 'notice';
}
