import { randomUUID } from 'node:crypto';
import type { INode } from 'n8n-workflow';
import type { Page } from 'playwright-core';
import { chain, node } from '../../support/n8n/chain';
import { readExample, type Stack } from '../../support/n8n/stack';
import { Canvas } from './canvas';
import { killbSendsTo } from './killbSlot';
import { NodeForm } from './nodeForm';
import { NodePanel } from './nodePanel';

/** Brings the editor to the state of its picture. */
type Scene = (page: Page, stack: Stack) => Promise<void>;

/** The README's pictures, by the name of the file. */
export const pictures: Record<string, Scene> = {
	flagship: example('paid-ramp-to-server'),
	...Object.fromEntries(
		[
			'each-event-once',
			'quote-and-create-ramp',
			'reconcile',
			'nightly-invoices',
			'credit-balance-watch',
			'payouts-from-spreadsheet',
			'killb-onboarding',
			'server-health-reboot',
			'order-servers-from-table',
			'list-servers',
			'verify-behind-webhook',
		].map((name) => [`example-${name}`, example(name)]),
	),

	'example-agent-with-approval': async (page, stack) => {
		await stack.client.createCredential('OpenAi account', 'openAiApi', { apiKey: 'any' });
		await example('agent-with-approval')(page, stack);
	},

	'what-a-node-can-do': async (page, { client }) => {
		const panel = new NodePanel(page);
		await new Canvas(page).openNew(client.url);
		await panel.open();
		await panel.find('vps', 'KernelHost');
		await panel.choose('KernelHost');
		await panel.unfold('Actions');
		await page.getByText('Create order', { exact: true }).waitFor();
	},

	'order-from-a-list': async (page, stack) => {
		const form = await openOrder(page, stack, {});
		await form.openList('productId', 'root');
	},

	'order-result': async (page, stack) => {
		const form = await openOrder(page, stack, {
			productId: product('42'),
			billingCycle: cycle('monthly'),
			businessReference: 'order-2026-00042',
		});
		await form.execute();
		await form.output.getByText('KVM Rootserver M').waitFor();
	},

	'error-with-advice': async (page, stack) => {
		const form = await openOrder(page, stack, {
			productId: product('42'),
			billingCycle: cycle('every full moon'),
			businessReference: 'order-2026-00043',
		});
		await form.execute();
		await form.errorDescription.waitFor();
	},

	'event-as-an-item': async (page, { client, credentials, sandbox }) => {
		const trigger = node({
			name: 'KillB Trigger',
			type: 'n8n-nodes-kernelhost-killb.killBTrigger',
			webhookId: randomUUID(),
			parameters: { events: ['RAMP'] },
			credentials: { killBApi: { id: credentials.killb, name: 'KillB account' } },
		});
		const { id } = await client.createWorkflow(chain('A paid ramp', [trigger]));
		await page.goto(`${client.url}/workflow/${id}/${trigger.id}`);
		const form = new NodeForm(page);
		await form.expect(trigger.name);
		await form.execute();
		await killbSendsTo(sandbox, '/webhook-test/');
		const ramp = { id: '0d0e0f00-1111-4222-8333-444455556666', status: 'COMPLETED' };
		await sandbox.control('POST', '/events', { service: 'killb', event: 'RAMP', data: ramp });
		await form.output.getByText(ramp.id).first().waitFor();
	},
};

/** What the animated picture of the flagship shows: a test event of KillB, up to the order. */
export async function playFlagship(page: Page, { sandbox }: Stack): Promise<void> {
	const canvas = new Canvas(page);
	await page.waitForTimeout(1500);
	await canvas.execute();
	await killbSendsTo(sandbox, '/webhook-test/');
	await page.waitForTimeout(1500);
	const ramp = { id: '0d0e0f00-1111-4222-8333-444455556666', status: 'COMPLETED' };
	await sandbox.control('POST', '/events', { service: 'killb', event: 'RAMP', data: ramp });
	await canvas.expectSuccess('Order the server');
	await page.waitForTimeout(3000);
	await canvas.open('Order the server');
	await new NodeForm(page).output.getByText('KVM Rootserver M').waitFor();
	await page.waitForTimeout(1500);
}

/** The whole workflow of a file in examples/. */
function example(name: string): Scene {
	return async (page, { client }) => {
		const workflow = readExample(`${name}.json`);
		const { id } = await client.createWorkflow(workflow);
		await page.goto(`${client.url}/workflow/${id}`);
		const visible = workflow.nodes.find(({ type }) => !type.endsWith('.stickyNote')) as INode;
		await page.getByText(visible.name).first().waitFor();
		// The editor's keys: 1 shows the whole workflow; minus makes room for the button that floats
		// over the canvas.
		await page.keyboard.press('1');
		await page.keyboard.press('-');
	};
}

function product(id: string) {
	return { __rl: true, mode: 'list', value: id, cachedResultName: `KVM Rootserver M (${id})` };
}

function cycle(value: string) {
	return { __rl: true, mode: 'name', value };
}

/** The form of an order, in a workflow that starts by hand. */
async function openOrder(
	page: Page,
	{ client, credentials }: Stack,
	parameters: INode['parameters'],
): Promise<NodeForm> {
	const order = node({
		name: 'Order a server',
		type: 'n8n-nodes-kernelhost-killb.kernelHost',
		position: [220, 0],
		parameters: { resource: 'order', operation: 'create', ...parameters },
		credentials: { kernelHostApi: { id: credentials.kernelhost, name: 'KernelHost account' } },
	});
	const start = node({ name: 'By hand', type: 'n8n-nodes-base.manualTrigger' });
	const { id } = await client.createWorkflow(chain('Order a server', [start, order]));
	await page.goto(`${client.url}/workflow/${id}/${order.id}`);
	const form = new NodeForm(page);
	await form.expect(order.name);
	return form;
}
