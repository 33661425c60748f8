import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { INode } from 'n8n-workflow';
import { packSingle } from '../../scripts/single/pack';
import { SERVICES } from '../../scripts/single/service';
import { movedWorkflow } from '../support/n8n/movedWorkflow';
import type { WorkflowFile } from '../support/n8n/n8nTypes';
import { installIntoN8n, nodesFolderOf, packPackage } from '../support/n8n/packedPackage';
import { scratchFolder } from '../support/n8n/runtime';
import { WebhookWorkflow } from '../support/n8n/webhookWorkflow';
import { chain, node, stackForTests } from './stackForTests';

const COMBINED = 'n8n-nodes-kernelhost-killb';
const folder = join(scratchFolder, `moved-${process.pid}`);

const stack = stackForTests(
	'combined-and-single',
	{},
	{
		install: async (userFolder) => {
			await installIntoN8n(await packPackage(folder), userFolder);
			for (const service of SERVICES) {
				await installIntoN8n((await packSingle(service)).tarball, userFolder);
			}
		},
	},
);

/** A workflow that reads from both services, with the combined package. */
function workflow(): WorkflowFile {
	const { killb, kernelhost } = stack().credentials;
	return chain('Reads', [
		node({
			name: 'KillB',
			type: `${COMBINED}.killB`,
			parameters: { resource: 'customer', operation: 'getBalances' },
			credentials: { killBApi: { id: killb, name: 'any' } },
		}),
		node({
			name: 'KernelHost',
			type: `${COMBINED}.kernelHost`,
			parameters: { resource: 'product', operation: 'getAll' },
			credentials: { kernelHostApi: { id: kernelhost, name: 'any' } },
		}),
	]);
}

/** The same after the command of docs/install.md. */
function moved(): WorkflowFile {
	mkdirSync(folder, { recursive: true });
	const file = join(folder, 'workflow.json');
	writeFileSync(file, JSON.stringify(workflow()));
	return JSON.parse(movedWorkflow(file, 'single')) as WorkflowFile;
}

async function run(nodes: INode[], path: string): Promise<string> {
	const { summary, data } = await (await WebhookWorkflow.publish(stack(), nodes, path)).run();
	return `${summary.status} ${data.resultData.error?.message ?? ''}`.trim();
}

async function countOf(kind: 'nodes' | 'credentials', name: RegExp): Promise<number> {
	return (await stack().client.loadedTypes(kind)).filter((type) => name.test(type.name)).length;
}

describe('the combined package and those for one service in the same n8n', () => {
	it('load the nodes of all, and each credential type once for each package', async () => {
		assert.equal(await countOf('nodes', /\.killB$/), 2);
		assert.equal(await countOf('nodes', /\.kernelHostTrigger$/), 2);
		assert.equal(await countOf('credentials', /^killBApi$/), 2);
	});

	it('run a workflow of either kind with the same credentials', async () => {
		assert.equal(await run(workflow().nodes, 'combined'), 'success');
		assert.equal(await run(moved().nodes, 'single'), 'success');
	});

	it('log out with the nodes of either, though one of them has the credential of the other', async () => {
		const logOut = node({
			name: 'KillB',
			type: `${COMBINED}.killB`,
			parameters: { resource: 'auth', operation: 'logOut' },
			credentials: { killBApi: { id: stack().credentials.killb, name: 'any' } },
		});
		const single = { ...logOut, type: 'n8n-nodes-killb.killB' };
		assert.equal(await run(chain('Log out', [logOut]).nodes, 'log-out-combined'), 'success');
		assert.equal(await run(chain('Log out', [single]).nodes, 'log-out-single'), 'success');
	});

	it('test a credential', async () => {
		const { client, credentials } = stack();
		for (const id of Object.values(credentials)) {
			assert.equal((await client.testCredential(id)).status, 'OK');
		}
	});

	it('run the moved workflow after the combined package is removed', async () => {
		const { stopN8n, restartN8n, userFolder } = stack();
		await stopN8n();
		rmSync(join(nodesFolderOf(userFolder), 'node_modules', COMBINED), { recursive: true });
		await restartN8n();
		assert.equal(await countOf('credentials', /^killBApi$/), 1);
		assert.equal(await run(moved().nodes, 'single-only'), 'success');
	});
});
