import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { packSingle } from '../../scripts/single/pack';
import { SERVICES } from '../../scripts/single/service';
import combined from '../../package.json';
import { checksOf } from './demo/checks';
import { runMainJob } from './demo/mainJob';
import type { WorkflowFile } from '../support/n8n/n8nTypes';
import { installIntoN8n } from '../support/n8n/packedPackage';
import { readExample } from '../support/n8n/stack';
import { publishExample } from './examples/publishExample';
import { stackForTests } from './stackForTests';

const stack = stackForTests(
	'single',
	{},
	{
		install: async (userFolder) => {
			for (const service of SERVICES) {
				const { tarball, objections } = await packSingle(service);
				assert.equal(objections, undefined);
				await installIntoN8n(tarball, userFolder);
			}
		},
	},
);

/** A workflow whose nodes come from the single-service packages. */
function withOwnPackages(workflow: WorkflowFile): WorkflowFile {
	const nodes = workflow.nodes.map((node) => {
		const service = SERVICES.find(({ title }) =>
			node.type.toLowerCase().startsWith(`${combined.name}.${title.toLowerCase()}`),
		);
		const type = node.type.split('.').at(-1) ?? '';
		return service ? { ...node, type: `${service.name}.${type}` } : node;
	});
	return { ...workflow, nodes };
}

describe('both single-service packages in one n8n', () => {
	it('add their own nodes, and no others', async () => {
		const types = await stack().client.loadedTypes('nodes');
		const loaded = types.map(({ name }) => name).filter((name) => /kernelhost|killb/i.test(name));
		assert.deepEqual(loaded.sort(), [
			'n8n-nodes-kernelhost.kernelHost',
			'n8n-nodes-kernelhost.kernelHostTool',
			'n8n-nodes-kernelhost.kernelHostTrigger',
			'n8n-nodes-killb.killB',
			'n8n-nodes-killb.killBTool',
			'n8n-nodes-killb.killBTrigger',
		]);
	});

	it('do together what the combined package does: a paid ramp becomes one server', async () => {
		const example = withOwnPackages(readExample('paid-ramp-to-server.json'));
		const workflowId = await publishExample(stack(), example);
		const evidence = await runMainJob(stack(), workflowId);
		assert.deepEqual(
			checksOf(evidence).filter(({ passed }) => !passed),
			[],
		);
	});
});
