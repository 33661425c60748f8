import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { INodeTypeDescription } from 'n8n-workflow';
import manifest from '../../package.json';
import { type DevN8n, startDevN8n } from '../support/n8n/devN8n';
import { N8nClient } from '../support/n8n/n8nClient';
import { root } from '../support/n8n/runtime';
import { owner } from '../support/n8n/stack';
import { waitFor } from '../support/n8n/waitFor';

const folder = mkdtempSync(join(tmpdir(), 'e2e-dev-'));
const sources = join(folder, 'sources');
const NODE = join(sources, 'nodes/KernelHost/KernelHost.node.ts');
const DESCRIPTION = 'Order and manage servers with the KernelHost Reseller API';

describe('the package as "npm run dev" builds it, in a real n8n', () => {
	let dev: DevN8n | undefined;
	let client: N8nClient;

	before(async () => {
		for (const name of ['package.json', 'core', 'credentials', 'nodes']) {
			cpSync(join(root, name), join(sources, name), { recursive: true });
		}
		dev = await startDevN8n(sources, { userFolder: join(folder, 'n8n') }, () => undefined);
		client = new N8nClient(dev.server.url);
		await client.setUpOwner(owner);
	});
	after(async () => {
		await dev?.stop();
		rmSync(folder, { recursive: true, force: true });
	});

	/**
	 * The description as the editor reads it for one node. The file with all of them may be half
	 * written when n8n rewrites it.
	 */
	const description = async () => {
		const name = `${manifest.name}.kernelHost`;
		const nodeInfos = [{ name, version: 1 }];
		const [node] = await client.call<INodeTypeDescription[]>('POST', '/node-types', { nodeInfos });
		return node?.description;
	};

	it('shows the description of its source', async () => {
		assert.equal(await description(), DESCRIPTION);
	});

	it('shows a changed description without a restart', async () => {
		const changed = 'A description that was changed while n8n runs';
		writeFileSync(NODE, readFileSync(NODE, 'utf8').replace(DESCRIPTION, changed));
		await waitFor('n8n to show it', async () => (await description()) === changed || undefined);
	});
});
