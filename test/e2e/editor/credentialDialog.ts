import type { Locator, Page } from 'playwright-core';
import { waitFor } from '../../support/n8n/waitFor';
import { testId } from './testId';

const FAILED = 'Couldn’t connect with these settings';
const HEADLINES = [FAILED, 'Retry', 'More details'];

/** The dialog of one credential. */
export class CredentialDialog {
	private readonly dialog: Locator;
	private readonly failure: Locator;

	constructor(private readonly page: Page) {
		this.dialog = testId(page, 'editCredential-modal');
		this.failure = this.dialog.getByText(FAILED);
	}

	async type(input: string, text: string): Promise<void> {
		await this.input(input).locator('input').fill(text);
	}

	async choose(input: string, choice: string): Promise<void> {
		await this.input(input).locator('input').click();
		await this.page.getByRole('option', { name: choice }).filter({ visible: true }).first().click();
	}

	/** Saves; n8n then tests immediately. If it connects, a new credential's dialog closes itself. */
	async saveAndConnect(): Promise<void> {
		await testId(this.dialog, 'credential-save-button').click();
		await this.dialog.waitFor({ state: 'hidden' });
	}

	/**
	 * Saves, and returns the message of the failed test, once it differs from the previous one, which
	 * stays until then.
	 */
	async saveAndRead(): Promise<string> {
		const before = await this.details();
		await testId(this.dialog, 'credential-save-button').click();
		return await waitFor('n8n to say why it can’t connect', async () => {
			const now = await this.details();
			return now === before ? undefined : now;
		});
	}

	/** The details below the headline of a failed test. */
	private async details(): Promise<string | undefined> {
		if (!(await this.failure.isVisible())) return undefined;
		const more = this.dialog.getByText('More details');
		if (await more.isVisible()) await more.click();
		const banner = this.failure.locator('xpath=ancestor::*[contains(@class, "el-tag")][last()]');
		const lines = (await banner.innerText()).split('\n').map((line) => line.trim());
		const details = lines.filter((line) => line !== '' && !HEADLINES.includes(line)).join('\n');
		return details === '' ? undefined : details;
	}

	private input(name: string): Locator {
		return testId(this.dialog, `parameter-input-${name}`);
	}
}
