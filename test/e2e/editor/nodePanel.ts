import type { Locator, Page } from 'playwright-core';
import { testId } from './testId';

/** The panel to search for nodes, on the right of the canvas. */
export class NodePanel {
	private readonly search: Locator;

	constructor(private readonly page: Page) {
		this.search = testId(page, 'node-creator-search-bar');
	}

	async open(): Promise<void> {
		if (!(await this.search.isVisible())) {
			await testId(this.page, 'node-creator-plus-button').click();
		}
		await this.search.waitFor();
	}

	/** Types words into the search, and waits until a node is among the results. */
	async find(words: string, node: string): Promise<void> {
		await this.search.fill(words);
		await this.entry(node).waitFor();
	}

	/**
	 * Drags an entry onto the canvas with the mouse, step by step, because the editor follows each
	 * move.
	 */
	async drag(node: string, to: { x: number; y: number }): Promise<void> {
		await this.entry(node).scrollIntoViewIfNeeded();
		const box = await this.entry(node).boundingBox();
		if (!box) throw new Error(`${node} is not in the panel`);
		await this.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
		await this.page.mouse.down();
		await this.page.mouse.move(box.x - 50, box.y, { steps: 4 });
		await this.page.mouse.move(to.x, to.y, { steps: 8 });
		await this.page.mouse.up();
	}

	/** Clicks an entry: a node, to see its actions; an action, to add it to the workflow. */
	async choose(entry: string): Promise<void> {
		await this.entry(entry).click();
	}

	/** Expands the list of a node's triggers or actions, if it is collapsed. */
	async unfold(title: string): Promise<void> {
		const category = testId(this.page, 'node-creator-category-item').filter({ hasText: title });
		await category.waitFor();
		const unfolded = category.locator('[data-icon="chevron-down"]');
		if ((await unfolded.count()) === 0) await category.click();
	}

	private entry(node: string): Locator {
		return testId(this.page, 'item-iterator-item')
			.filter({ has: this.page.getByText(node, { exact: true }) })
			.first();
	}
}
