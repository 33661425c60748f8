import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type INode, NodeHelpers } from 'n8n-workflow';
import type { SavedWorkflow } from '../../compatibility/replay/corpusFile';
import * as manifest from '../../../package.json';
import { type InstalledPackages, installedPackages } from '../../support/engine';

let packages: InstalledPackages;
beforeAll(async () => void (packages = await installedPackages()));

/**
 * The form's issues after n8n opens a saved node: values unknown to the form are dropped, the
 * others are validated.
 */
function opened(node: INode) {
	const { description } = packages.getByNameAndVersion(node.type, node.typeVersion);
	const { properties } = description;
	const parameters =
		NodeHelpers.getNodeParameters(properties, node.parameters, true, false, node, description) ??
		{};
	const issues = NodeHelpers.getNodeParametersIssues(
		properties,
		{ ...node, parameters },
		description,
	);
	return { parameters, issues };
}

const folder = path.join(__dirname, '../../../examples');
const examples = readdirSync(folder).filter((file) => file.endsWith('.json'));

it.each(examples)('the example %s fits its forms', (file) => {
	const { nodes } = JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as SavedWorkflow;
	const ours = nodes.filter(({ type }) => type.startsWith(`${manifest.name}.`));
	expect(ours.length).toBeGreaterThan(0);
	for (const node of ours) {
		const { parameters, issues } = opened(node);
		expect({ node: node.name, issues }).toEqual({ node: node.name, issues: null });
		expect(parameters).toMatchObject(node.parameters);
	}
});
