import type { Locator, Page } from 'playwright-core';
import { testId } from './testId';

/** The view of one node: its inputs in the middle, its output on the right. */
export class NodeForm {
	readonly inputs: Locator;
	readonly output: Locator;
	/** The failure, in one sentence. */
	readonly errorMessage: Locator;
	/** The advice. */
	readonly errorDescription: Locator;

	private readonly view: Locator;

	constructor(private readonly page: Page) {
		this.view = testId(page, 'ndv');
		this.inputs = testId(page, 'node-parameters');
		this.output = testId(page, 'output-panel');
		this.errorMessage = testId(this.output, 'node-error-message');
		this.errorDescription = testId(this.output, 'node-error-description');
	}

	/** Waits until the form of the node of this name is shown. */
	async expect(node: string): Promise<void> {
		const title = testId(testId(this.view, 'node-title-container'), 'inline-edit-preview');
		await title.getByText(node, { exact: true }).waitFor();
		await this.inputs.waitFor();
	}

	async type(input: string, text: string): Promise<void> {
		await this.input(input).locator('input, textarea').fill(text);
	}

	/** Types into the search of a list that the service fills, and returns the remaining entries. */
	async openList(input: string, words: string): Promise<Locator> {
		await testId(this.input(input), 'rlc-input').click();
		const entries = testId(this.page, 'rlc-item').filter({ visible: true });
		await entries.first().waitFor();
		await this.page.keyboard.type(words);
		// The editor requests the list a moment after the last letter; entries that do not match are
		// shown until the service answers.
		await entries
			.filter({ hasNotText: new RegExp(words, 'i') })
			.first()
			.waitFor({ state: 'detached' });
		return entries;
	}

	/** Selects an entry of such a list. */
	async search(input: string, words: string, entry: string): Promise<void> {
		const entries = await this.openList(input, words);
		await entries.filter({ hasText: entry }).click();
	}

	/** Types into an input that has a list as well, such as *By ID*. */
	async typeBy(mode: 'Code' | 'ID' | 'Name', input: string, text: string): Promise<void> {
		await testId(this.input(input), 'rlc-mode-selector').click();
		await this.page
			.locator('li')
			.filter({ hasText: `By ${mode}`, visible: true })
			.click();
		await testId(this.input(input), 'rlc-input-container').locator('input').fill(text);
	}

	async openNewCredential(): Promise<void> {
		await testId(this.view, 'node-credentials-select').locator('input').click();
		await testId(this.page, 'node-credentials-select-item-new').filter({ visible: true }).click();
	}

	/** "Execute step", or "Listen for test event" of a trigger. */
	async execute(): Promise<void> {
		await testId(this.view, 'node-execute-button').first().click();
	}

	/** Opens the next node, like a click on its icon next to the view. */
	async openNext(): Promise<void> {
		await this.page
			.locator('[data-test-id="floating-node"][data-node-placement="outputMain"]')
			.click();
	}

	async close(): Promise<void> {
		await testId(this.view, 'ndv-close-button').click();
		await this.view.waitFor({ state: 'hidden' });
	}

	input(name: string): Locator {
		return testId(this.inputs, `parameter-input-${name}`);
	}
}
