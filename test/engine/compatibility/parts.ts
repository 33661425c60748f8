import type { INodeProperties } from 'n8n-workflow';
import type { NodeContract, NodeFacts, Snapshot } from '../../compatibility/contract/snapshot';

/**
 * A contract split into small ones that together contain all of it: one for each trigger,
 * credential, and resource of an action node.
 */
export function partsOf({ nodes, credentials }: Snapshot): Snapshot[] {
	return [
		...Object.entries(nodes).flatMap(([name, node]) =>
			resourcesOf(node).map((part) => ({ nodes: { [name]: part }, credentials: {} })),
		),
		...Object.entries(credentials).map(([name, part]) => ({
			nodes: {},
			credentials: { [name]: part },
		})),
	];
}

function resourcesOf(node: NodeContract): NodeContract[] {
	return Object.entries(node.versions).flatMap(([version, facts]) => {
		const { options } = facts.properties.find(({ name }) => name === 'resource') ?? {};
		const resources = options?.map((option) => ('value' in option ? option.value : undefined));
		return (resources ?? [undefined]).map((resource) => ({
			...node,
			versions: { [version]: resource === undefined ? facts : only(facts, resource) },
		}));
	});
}

function only(facts: NodeFacts, resource: NonNullable<unknown>): NodeFacts {
	const isShown = ({ displayOptions }: INodeProperties) =>
		displayOptions?.show?.['resource']?.some((one) => one === resource) ?? true;
	const properties = facts.properties.filter(isShown).map((property) => {
		if (property.name !== 'resource') return property;
		const options = property.options?.filter((one) => 'value' in one && one.value === resource);
		return { ...property, options: options ?? [] };
	});
	return { ...facts, properties };
}
