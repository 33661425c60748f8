import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { INode } from 'n8n-workflow';
import { N8nClient } from '../support/n8n/n8nClient';
import { startN8n } from '../support/n8n/n8nServer';
import { installIntoN8n, packPackage } from '../support/n8n/packedPackage';
import { scratchFolder } from '../support/n8n/runtime';
import { createCredentials, type Stack } from '../support/n8n/stack';
import { connectionFindings } from './connectionFindings';
import { KERNELHOST, KILLB, type Service } from './services';
import { stackForTests } from './stackForTests';
import { TriggerWorkflow } from './triggerWorkflow';

const stack = stackForTests('own-registration');
const SERVICES = [KILLB, KERNELHOST];

/** Runs a test with a workflow of each service, and removes both. */
async function withBoth(
	test: (workflows: TriggerWorkflow[]) => Promise<void>,
	changes: Partial<INode> = {},
): Promise<void> {
	const workflows: TriggerWorkflow[] = [];
	for (const service of SERVICES) workflows.push(await create(service, changes));
	try {
		await test(workflows);
	} finally {
		for (const workflow of workflows) await workflow.remove();
		for (const { slot } of workflows) await slot.putByHand(null);
	}
}

async function create(service: Service, changes: Partial<INode> = {}, on: Stack = stack()) {
	return await TriggerWorkflow.create(on, service, {}, on.credentials[service.name], changes);
}

/** The workflow holds the slot at a base URL, and a signed event starts it exactly once. */
async function expectHeldAt(workflow: TriggerWorkflow, base: string): Promise<void> {
	await workflow.slot.expectAddress(workflow.liveAt(base));
	await workflow.expectOneExecution();
}

describe('a trigger whose n8n gets another public address', () => {
	it('is recognised in a test, keeps its old address after it, and is published at the new one', async () => {
		const { client, restartN8n } = stack();
		const elsewhere = client.url.replace('127.0.0.1', 'localhost');
		await withBoth(async (workflows) => {
			for (const workflow of workflows) await workflow.goLive();
			// The editor stays at 127.0.0.1.
			await restartN8n({ WEBHOOK_URL: `${elsewhere}/` });
			for (const workflow of workflows) {
				await workflow.listen();
				await workflow.expectOneExecution('manual');
				await expectHeldAt(workflow, client.url);
				await workflow.publishWith({ parameters: { settings: { includeRawBody: true } } });
				await expectHeldAt(workflow, elsewhere);
				await workflow.unpublish();
				await workflow.slot.expectAddress(null);
			}
		});
		await restartN8n({ WEBHOOK_URL: `${client.url}/` });
	});
});

describe('a trigger whose n8n is below a path', () => {
	let proxy: Server;
	let base: string;

	before(async () => {
		const { port } = new URL(stack().client.url);
		proxy = createServer((incoming, outgoing) => {
			const { method, headers, url = '' } = incoming;
			const path = url.replace(/^\/automation/, '');
			const forwarded = request({ host: '127.0.0.1', port, method, path, headers }, (answer) => {
				outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
				answer.pipe(outgoing);
			});
			incoming.pipe(forwarded);
		}).listen(0, '127.0.0.1');
		await once(proxy, 'listening');
		base = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}/automation`;
		await stack().restartN8n({ WEBHOOK_URL: `${base}/` });
	});
	after(async () => {
		await stack().restartN8n({ WEBHOOK_URL: `${stack().client.url}/` });
		proxy.closeAllConnections();
		proxy.close();
	});

	it('is registered with the path, tested, and unpublished', async () => {
		await withBoth(async (workflows) => {
			for (const workflow of workflows) {
				await workflow.goLive(base);
				await workflow.expectOneExecution();
				await workflow.listen();
				await workflow.expectOneExecution('manual');
				await expectHeldAt(workflow, base);
				await workflow.unpublish();
				await workflow.slot.expectAddress(null);
			}
		});
	});
});

describe('two imported workflows without webhook IDs', () => {
	it('are told apart: the second is not published, and the first gets the event', async () => {
		for (const service of SERVICES) {
			const first = await TriggerWorkflow.importWithoutId(stack(), service, 'Events');
			const copy = await TriggerWorkflow.importWithoutId(stack(), service, 'Events');
			try {
				await first.goLive();
				await copy.publish();
				assert.match(
					await copy.expectPublication('failed'),
					/^The workflow "[^"]+" already gets the events .*\(REGISTRATION_TAKEN\)$/,
				);
				await assert.rejects(copy.listen(), /already gets the events/);
				await expectHeldAt(first, stack().client.url);
				assert.deepEqual(await copy.executions(), []);
				await copy.remove();
				await expectHeldAt(first, stack().client.url);
			} finally {
				await copy.remove();
				await first.remove();
			}
			await first.slot.expectAddress(null);
		}
	});
});

describe('an imported trigger without a webhook ID, but with a space in its name', () => {
	it('is not published, because n8n would not find it', async () => {
		const workflow = await TriggerWorkflow.importWithoutId(stack(), KILLB, 'Paid ramps');
		try {
			await workflow.publish();
			const reason = await workflow.expectPublication('failed');
			assert.match(reason, /Rename the node to a single word.*\(WEBHOOK_URL_NOT_SERVED\)$/);
		} finally {
			await workflow.remove();
		}
	});
});

describe('a copy of a workflow in another n8n', () => {
	it('does not take the registration of the original', async () => {
		const folder = join(scratchFolder, `e2e-copy-${process.pid}`);
		const userFolder = join(folder, 'n8n');
		await installIntoN8n(await packPackage(folder), userFolder);
		const server = await startN8n({ userFolder, env: { N8N_ENCRYPTION_KEY: 'of-the-copy' } });
		try {
			const client = new N8nClient(server.url);
			await client.setUpOwner(stack().owner);
			const credentials = await createCredentials(client, stack().sandbox);
			const other: Stack = { ...stack(), client, credentials };
			const same = { id: 'same-node', webhookId: 'the-same-id' };
			await withBoth(async (originals) => {
				for (const original of originals) {
					await original.goLive();
					const copy = await create(original.service, same, other);
					await copy.publish();
					assert.match(await copy.expectPublication('failed'), /already sends the events .* to /);
					await assert.rejects(copy.listen(), /already sends the events/);
					await expectHeldAt(original, stack().client.url);
					assert.deepEqual(await copy.executions(), []);
					await copy.remove();
					await expectHeldAt(original, stack().client.url);
					await original.remove();
				}
			}, same);
		} finally {
			await server.stop();
		}
	});
});

/** What Check Connection says of the registration. */
async function webhookFinding(service: Service): Promise<string> {
	const findings = await connectionFindings(stack(), service);
	const found = findings.find(({ check }) => check === 'Webhook');
	return `${String(found?.verdict)}: ${String(found?.message)}`;
}

describe('a workflow whose credential', () => {
	const another = async (service: Service) =>
		(await createCredentials(stack().client, stack().sandbox))[service.name];
	const using = ({ credential }: Service, id: string) => ({
		credentials: { [credential]: { id, name: 'any' } },
	});

	it('was deleted before it was unpublished leaves an address, which the next trigger replaces', async () => {
		const { client } = stack();
		for (const service of SERVICES) {
			const credential = await another(service);
			const left = await create(service, using(service, credential));
			const next = await create(service);
			try {
				await left.goLive();
				await client.call('DELETE', `/credentials/${credential}`);
				assert.match(await webhookFinding(service), /^ok: Events are sent to the workflow "/);
				await left.unpublish();
				await left.slot.expectAddress(left.live);
				assert.match(
					await webhookFinding(service),
					/^problem: .* a URL of the workflow "[^"]+" that no longer exists\.$/,
				);
				await next.goLive();
				await next.expectOneExecution();
				assert.deepEqual(await left.executions(), []);
				await next.unpublish();
				await next.slot.expectAddress(null);
			} finally {
				await next.remove();
				await left.remove();
			}
		}
	});

	it('was exchanged for another one keeps its registration', async () => {
		await withBoth(async (workflows) => {
			for (const workflow of workflows) {
				await workflow.goLive();
				await workflow.publishWith(using(workflow.service, await another(workflow.service)));
				await workflow.expectPublication('published');
				await expectHeldAt(workflow, stack().client.url);
				await workflow.unpublish();
				await workflow.slot.expectAddress(null);
			}
		});
	});
});
