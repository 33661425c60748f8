import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { describe } from 'node:test';
import type { Settings } from '../../sandbox';
import { sandboxPageForTests } from './sandboxPageForTests';

const { page, sandbox, receiverUrl, browserErrors, step, entry, send } = sandboxPageForTests();

const panel = (title: string): Locator => page().locator('details.panel', { hasText: title });
const open = async (title: string) => await page().getByRole('heading', { name: title }).click();

describe('the page of the sandbox', { concurrency: false }, () => {
	step('copies the values for n8n with a click', async () => {
		await page().getByRole('button', { name: 'Copy Secret of KernelHost API' }).click();
		await page().getByText('Secret: copied').waitFor();
		const copied = await page().evaluate('navigator.clipboard.readText()');
		assert.equal(copied, sandbox().details.secret);
		assert.equal(
			await page().getByRole('textbox', { name: 'Base URL' }).inputValue(),
			sandbox().details.killb,
		);
	});

	step('shows a request as it arrives, with its details', async () => {
		assert.equal(await send(), 201);
		const login = entry('/api/v2/auth/login');
		await login.getByText('✓ 201 created').waitFor();
		await login.getByText('→ received').waitFor();
		await login.locator('summary').press('Enter');
		await login.getByLabel('Body').getByText(`"email": "${sandbox().details.email}"`).waitFor();
	});

	step('sends an event to the chosen receiver, and shows its response', async () => {
		await open('Send an event');
		await panel('Send an event').getByLabel('Receiver of KillB’s events').fill(receiverUrl());
		await page().getByRole('button', { name: 'Save the addresses' }).click();
		await page().getByText('✓ Saved.').waitFor();
		const form = page().getByRole('form', { name: 'Event' });
		await form.getByRole('combobox', { name: 'Service', exact: true }).selectOption('KillB');
		await form.getByRole('combobox', { name: 'Kind of event' }).selectOption('USER');
		await form
			.getByRole('combobox', { name: 'It tells of' })
			.selectOption({ label: 'Ana Sandoval (ACTIVE)' });
		await form.getByRole('button', { name: 'Send the event' }).click();
		await form.getByText('✓ The receiver answered 200.').waitFor();
		await panel('Send an event').getByText('"taken": true').waitFor();
		await entry('USER to http').getByText('✓ 200 OK').waitFor();
	});

	step('says why an event can’t be sent', async () => {
		const form = page().getByRole('form', { name: 'Event' });
		await form.getByRole('combobox', { name: 'Service', exact: true }).selectOption('KernelHost');
		await form.getByRole('button', { name: 'Send the event' }).click();
		await form.getByText('✗ No webhook URL is registered at kernelhost').waitFor();
	});

	step('breaks the next request, lists pending faults, and shows the broken request', async () => {
		await open('Break something');
		const form = page().getByRole('form', { name: 'Fault' });
		await form.getByRole('combobox', { name: 'Service', exact: true }).selectOption('KillB');
		await form.getByRole('combobox', { name: 'What happens' }).selectOption('Server error (500)');
		await form.getByLabel('Only with this in the path').fill('/auth/login');
		await form.getByRole('button', { name: 'Break it' }).click();
		const pending = page().getByRole('list', { name: 'Still to come' });
		await pending
			.getByText('KillB: the next request with “/auth/login” in the path answers 500.')
			.waitFor();
		assert.equal(await send(), 500);
		await entry('/api/v2/auth/login').getByText('⚡ 500, answer replaced on purpose').waitFor();
		await pending.getByText('Nothing is going to break.').waitFor();
		assert.equal(await send(), 201);
	});

	step('moves a user to a state, and notifies the receiver', async () => {
		await open('Move a record to a state');
		const form = page().getByRole('form', { name: 'State' });
		await form.getByRole('combobox', { name: 'What' }).selectOption('User (compliance)');
		await form.getByRole('combobox', { name: 'New state' }).selectOption('REJECTED');
		await form.getByRole('button', { name: 'Move it' }).click();
		await form.getByText('✓ It is REJECTED now.').waitFor();
		await form.getByText('Ana Sandoval (REJECTED)').waitFor({ state: 'attached' });
		await entry('USER to http').nth(1).waitFor();
	});

	step('changes a setting, ends sessions, and shows what the sandbox rejects', async () => {
		await page().getByRole('button', { name: 'Revoke all tokens' }).click();
		await page().getByText('✓ Every session has ended').waitFor();
		await open('Settings');
		const form = page().getByRole('form', { name: 'Settings' });
		const save = form.getByRole('button', { name: 'Save the settings' });
		await form.getByLabel('Refuse requests above the limit').first().uncheck();
		await form.getByLabel('Credit balance in EUR').fill('7.50');
		await save.click();
		await form.getByText('✓ Saved').waitFor();
		const settings = await sandbox().control<Settings>('GET', '/settings');
		assert.equal(settings.limits.kernelhost.enabled, false);
		assert.equal(settings.account.balance, '7.50');
		await form.getByLabel('Credit balance in EUR').fill('much');
		await save.click();
		await form.getByText('✗ balance: an amount such as "12.50"').waitFor();
	});

	step('finds an entry by a text in its body, and by its direction', async () => {
		await page().getByRole('searchbox', { name: 'Text' }).fill('OPERATOR@');
		await page()
			.getByText(/^3 of \d+$/)
			.waitFor();
		await page().getByRole('searchbox', { name: 'Text' }).fill('');
		const direction = page().getByRole('search').getByRole('combobox', { name: 'Direction' });
		await direction.selectOption('sent');
		await page()
			.getByText(/^2 of \d+$/)
			.waitFor();
		await direction.selectOption('both');
	});

	step('shows the last 200 of thousands of entries, and says so', async () => {
		const health = `${sandbox().details.kernelhost}/v1/health`;
		for (let sent = 0; sent < 3000; sent += 100) {
			await Promise.all(Array.from({ length: 100 }, async () => (await fetch(health)).text()));
		}
		await page()
			.getByText(/^The last 200 that match, of 3\d{3} kept/)
			.waitFor();
		assert.equal(await page().locator('#entries li').count(), 200);
	});

	step('resets after a confirmation, and shows later entries', async () => {
		await page().getByRole('button', { name: 'Reset everything …' }).click();
		const dialog = page().getByRole('dialog', { name: 'Reset everything?' });
		await dialog.getByRole('button', { name: 'Keep it' }).press('Enter');
		assert.equal((await sandbox().journal()).length > 3000, true);
		await page().getByRole('button', { name: 'Reset everything …' }).click();
		await dialog.getByRole('button', { name: 'Reset everything' }).click();
		await page().getByText('Nothing yet. Run a workflow').waitFor();
		assert.deepEqual(await sandbox().journal(), []);
		assert.equal(await page().getByLabel('Receiver of KillB’s events').inputValue(), '');
		await send();
		await entry('/api/v2/auth/login').getByText('✓ 201 created').waitFor();
	});

	step('caused no browser errors except for the two rejected calls', async () => {
		const statuses = browserErrors().map((text) => /status of (\d+)/.exec(text)?.[1]);
		assert.deepEqual(statuses, ['409', '400']);
	});
});
