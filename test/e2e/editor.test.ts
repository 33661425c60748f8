import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { Canvas } from './editor/canvas';
import { CredentialDialog } from './editor/credentialDialog';
import { editorForTests } from './editor/editorForTests';
import { killbSendsTo } from './editor/killbSlot';
import { NodeForm } from './editor/nodeForm';
import { NodePanel } from './editor/nodePanel';
import { freePorts } from '../support/n8n/freePort';
import { ordersPlaced } from './queue/load';
import { waitFor } from '../support/n8n/waitFor';
import { stackForTests } from './stackForTests';

const stack = stackForTests('editor');

/** An address at which nothing listens. */
async function unusedUrl(): Promise<string> {
	return `http://127.0.0.1:${(await freePorts(1))[0]}`;
}

async function fireRamp(id: string): Promise<void> {
	const { status } = await stack().sandbox.control<{ status: number }>('POST', '/events', {
		service: 'killb',
		event: 'RAMP',
		data: { id, status: 'COMPLETED' },
	});
	assert.equal(status, 200);
}

describe('a user in n8n’s editor', () => {
	const { it } = editorForTests(stack, { isOnePath: true });

	it('finds the nodes by name, by service and by what they do, in English and in Spanish', async (page) => {
		const canvas = new Canvas(page);
		const panel = new NodePanel(page);
		await canvas.openNew(stack().client.url);
		await panel.open();
		for (const [node, words] of Object.entries({
			KernelHost: [
				'kernelhost',
				'server',
				'vps',
				'hosting',
				'servidor',
				'alojamiento',
				'reboot vps',
				'invoice',
				'factura',
				'saldo',
			],
			KillB: [
				'killb',
				'stablecoin',
				'payout',
				'usdc',
				'pago',
				'transferencia',
				'send money',
				'bank account',
				'saldo',
			],
		})) {
			for (const word of words) await panel.find(word, node);
		}
	});

	it('drags "Create order" from the panel onto the canvas', async (page) => {
		const panel = new NodePanel(page);
		await panel.find('vps', 'KernelHost');
		await panel.choose('KernelHost');
		await panel.unfold('Actions');
		await panel.drag('Create order', { x: 600, y: 420 });
		await new Canvas(page).expect('Create order');
		await new NodeForm(page).expect('Create order');
	});

	it('sees what is wrong with a KernelHost credential, and connects with a correct one', async (page) => {
		const { details } = stack().sandbox;
		const dialog = new CredentialDialog(page);
		await new NodeForm(page).openNewCredential();
		await dialog.type('keyId', details.keyId);
		await dialog.type('secret', 'a-secret-of-another-key');
		await dialog.type('apiRoot', details.kernelhost);
		assert.match(
			await dialog.saveAndRead(),
			/KernelHost rejected the key or the signature\. Check Key ID and Secret/,
		);
		await dialog.type('secret', details.secret);
		await dialog.type('apiRoot', await unusedUrl());
		// n8n's own message: a credential can't say anything about an unreachable server.
		assert.match(await dialog.saveAndRead(), /^ECONNREFUSED$/);
		await dialog.type('apiRoot', details.kernelhost);
		await dialog.saveAndConnect();
	});

	it('picks a product from the searchable list, orders it and reads the result', async (page) => {
		const form = new NodeForm(page);
		await form.search('productId', 'root', 'KVM Rootserver M');
		await form.search('billingCycle', 'month', 'monthly');
		await form.type('businessReference', 'order-2026-00042');
		await form.execute();
		await form.output.getByText('KVM Rootserver M').waitFor();
		assert.match(await form.output.innerText(), /1 item[\s\S]*monthly[\s\S]*order-2026-00042/);
		assert.deepEqual(
			(await ordersPlaced(stack().sandbox)).map(({ product_id }) => product_id),
			[42],
		);
	});

	it('sees in the output why a step failed and what to do', async (page) => {
		const form = new NodeForm(page);
		await form.typeBy('Name', 'billingCycle', 'never');
		await form.type('businessReference', 'order-2026-00043');
		await form.execute();
		await form.errorMessage.waitFor();
		assert.match(
			await form.errorMessage.innerText(),
			/^KernelHost rejected Billing Cycle: must be one of monthly/,
		);
		assert.match(
			await form.errorDescription.innerText(),
			/^Correct these fields\.\n+Billing Cycle: must be one of monthly[^]*\n+Code: validation_failed \(HTTP 400\)\n/,
		);
		const link = form.errorDescription.getByRole('link', { name: 'More about this error' });
		assert.match(
			(await link.getAttribute('href')) ?? '',
			/docs\/troubleshooting\.md#kh_validation_failed$/,
		);
		assert.equal(await link.getAttribute('target'), '_blank');
		await form.typeBy('Name', 'billingCycle', 'monthly');
		await form.close();
	});

	it('adds a KillB trigger with a click, and sees what is wrong with its credential', async (page) => {
		const { details } = stack().sandbox;
		const panel = new NodePanel(page);
		const form = new NodeForm(page);
		await panel.open();
		await panel.find('stablecoin', 'KillB');
		await panel.choose('KillB');
		await panel.unfold('Triggers');
		await panel.choose('On ramp completed');
		await form.expect('KillB Trigger');

		const dialog = new CredentialDialog(page);
		await form.openNewCredential();
		await dialog.choose('environment', 'Own URL');
		await dialog.type('baseUrl', details.killb);
		await dialog.type('email', details.email);
		await dialog.type('password', 'a-wrong-password');
		await dialog.type('webhookSecret', details.webhookSecret);
		assert.match(
			await dialog.saveAndRead(),
			/KillB rejected the login .* Check the Email, Password and Environment in the KillB credential/,
		);
		await dialog.type('baseUrl', await unusedUrl());
		await dialog.type('password', details.password);
		assert.match(
			await dialog.saveAndRead(),
			/Could not reach KillB at http.* Check the Environment in the KillB credential, and n8n’s network connection\./,
		);
		await dialog.type('baseUrl', details.killb);
		await dialog.saveAndConnect();
	});

	it('listens for a test event, and sees it as an item', async (page) => {
		const form = new NodeForm(page);
		await form.execute();
		await killbSendsTo(stack().sandbox, '/webhook-test/');
		await fireRamp('0d0e0f00-1111-4222-8333-444455556666');
		await form.output.getByText('0d0e0f00-1111-4222-8333-444455556666').first().waitFor();
		assert.match(await form.output.innerText(), /RAMP/);
		await form.close();
	});

	it('connects the trigger and publishes, and an event orders a server', async (page) => {
		const canvas = new Canvas(page);
		await canvas.connect('KillB Trigger', 'Create order');
		await canvas.publish();
		await killbSendsTo(stack().sandbox, '/webhook/');
		await fireRamp('1d0e0f00-1111-4222-8333-444455556666');
		const { client } = stack();
		const execution = await waitFor('the production execution to end', async () => {
			const all = await client.executions(canvas.workflowId());
			return all.find(({ mode, stoppedAt }) => mode === 'webhook' && stoppedAt !== null);
		});
		assert.equal(execution.status, 'success');
		const { resultData } = await client.executionData(execution.id);
		const [run] = resultData.runData['Create order'] ?? [];
		assert.equal(run?.data?.main?.[0]?.[0]?.json['product_name'], 'KVM Rootserver M');
		assert.equal((await ordersPlaced(stack().sandbox)).length, 2);
	});
});
