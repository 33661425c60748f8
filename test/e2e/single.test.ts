import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { packSingle } from '../../scripts/single/pack';
import { SERVICES } from '../../scripts/single/service';
import { checksOf } from './demo/checks';
import { runMainJob } from './demo/mainJob';
import { movedWorkflow } from '../support/n8n/movedWorkflow';
import type { WorkflowFile } from '../support/n8n/n8nTypes';
import { installIntoN8n } from '../support/n8n/packedPackage';
import { root } from '../support/n8n/runtime';
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

/** An example, moved to the single-service packages as docs/install.md says. */
function movedExample(name: string): WorkflowFile {
	return JSON.parse(movedWorkflow(join(root, 'examples', name), 'single')) as WorkflowFile;
}

describe('both single-service packages in one n8n', () => {
	it('add their own nodes, and no others', async () => {
		const types = await stack().client.loadedTypes('nodes');
		const loaded = types.map(({ name }) => name).filter((name) => /kernelhost|killb/i.test(name));
		assert.deepEqual(loaded.sort(), [
			'n8n-nodes-kernelhost.kernelHost',
			'n8n-nodes-kernelhost.kernelHostPollingTrigger',
			'n8n-nodes-kernelhost.kernelHostTool',
			'n8n-nodes-kernelhost.kernelHostTrigger',
			'n8n-nodes-killb.killB',
			'n8n-nodes-killb.killBPollingTrigger',
			'n8n-nodes-killb.killBTool',
			'n8n-nodes-killb.killBTrigger',
		]);
	});

	it('do together what the combined package does: a paid ramp becomes one server', async () => {
		const example = movedExample('paid-ramp-to-server.json');
		const workflowId = await publishExample(stack(), example);
		const evidence = await runMainJob(stack(), workflowId);
		assert.deepEqual(
			checksOf(evidence).filter(({ passed }) => !passed),
			[],
		);
	});
});
