import assert from 'node:assert/strict';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { nodesFolderOf } from '../support/n8n/packedPackage';
import { installAsTheEditorDoes } from './registry/editorInstall';
import { readManifest } from './registry/publications';
import { PublishedPackage } from './registry/publishedPackage';
import { InstalledPackage } from './installedPackage';
import { KERNELHOST } from './services';
import { stackForTests } from './stackForTests';
import { textOfNode } from './textOfNode';
import { TriggerWorkflow } from './triggerWorkflow';

/**
 * Outside the repository: a package that looks for n8n-workflow in parent folders would find the
 * repository's.
 */
const folder = mkdtempSync(join(tmpdir(), 'e2e-install-'));
let published: PublishedPackage;

/** The command that n8n's documentation gives self-hosters, for the nodes folder. */
async function npm(command: 'install' | 'uninstall', what: string, userFolder: string) {
	await published.registry.npm([command, what], nodesFolderOf(userFolder));
}

const stack = stackForTests(
	'install',
	{},
	{
		folder: join(folder, 'stack'),
		install: async (userFolder) => {
			published = await PublishedPackage.start(join(folder, 'registry'));
			await npm('install', published.name, userFolder);
		},
	},
);
after(async () => await published.registry.stop());

describe('the package from a registry, in a real n8n', () => {
	let installed: InstalledPackage;
	let trigger: TriggerWorkflow;
	let next: string;

	before(async () => {
		await stack().sandbox.control('PUT', '/deliveries', { maxAttempts: 1, timeoutMs: 60_000 });
		installed = await InstalledPackage.inUse(stack(), published.name);
		trigger = await TriggerWorkflow.create(stack(), KERNELHOST);
		await trigger.goLive();
	});

	it('is installed with npm in the nodes folder, with its own copy of n8n-workflow', async () => {
		const nodes = nodesFolderOf(stack().userFolder);
		assert.ok(existsSync(join(nodes, 'node_modules', 'n8n-workflow')));
		await installed.expectLoaded(published.version);
		await installed.expectToWork();
		await trigger.expectOneExecution();
	});

	it('is updated under published workflows: the same URL starts them, without a new registration', async () => {
		next = await published.publishNext();
		await npm('install', `${published.name}@latest`, stack().userFolder);
		await stack().sandbox.control('DELETE', '/journal');
		await stack().restartN8n();
		await installed.expectLoaded(next);
		await trigger.slot.expectAddress(trigger.live);
		await trigger.expectOneExecution();
		const journal = await stack().sandbox.journal();
		const asked = journal.filter(({ direction }) => direction === 'in');
		assert.deepEqual(asked, []);
		await installed.expectToWork();
	});

	it('is removed: n8n names the missing node everywhere, and runs nothing', async () => {
		const { client, userFolder } = stack();
		const earlier = (await trigger.executions()).length;
		await npm('uninstall', published.name, userFolder);
		await stack().restartN8n();
		await installed.expectLoaded(undefined);

		const action = `Unrecognized node type: ${published.name}.killB`;
		await installed.expectRejection(action);
		await assert.rejects(
			client.listenForTestEvent(installed.oneNode.workflowId, 'Start'),
			(error) => String(error).includes(action),
		);
		const { status, answer } = await trigger.slot.fire();
		assert.equal(status, 400);
		assert.ok(answer.includes(`Unrecognized node type: ${published.name}.kernelHostTrigger`));
		assert.equal((await trigger.executions()).length, earlier);

		const text = await textOfNode(
			stack(),
			{ ...installed.oneNode, awaited: 'Install this node to use it' },
			join(folder, 'removed.png'),
		);
		assert.ok(
			text.includes(
				`This node is not currently installed. It's part of the ${published.name} community package.`,
			),
			text,
		);
	});

	it('leaves its URL registered if it is removed before unpublishing', async () => {
		await trigger.expectPublication('published');
		await trigger.slot.expectAddress(trigger.live);
		await trigger.unpublish();
		await trigger.slot.expectAddress(trigger.live);
	});

	it('works when installed in the steps of the editor’s installation', async () => {
		const nodes = nodesFolderOf(stack().userFolder);
		assert.ok(!existsSync(join(nodes, 'node_modules', 'n8n-workflow')));
		await installAsTheEditorDoes(published.registry, published.name, next, nodes);
		const place = join(nodes, 'node_modules', published.name);
		const manifest = readManifest(place);
		assert.equal(manifest.n8n?.n8nNodesApiVersion, 1);
		assert.ok(!('peerDependencies' in manifest) && !('devDependencies' in manifest));
		assert.ok(!existsSync(join(place, 'node_modules')), 'nothing was installed for it');
		await stack().restartN8n();
		await installed.expectLoaded(next);
		await installed.expectToWork();
		await trigger.goLive();
		await trigger.expectOneExecution();
		await trigger.unpublish();
		await trigger.slot.expectAddress(null);
	});
});
