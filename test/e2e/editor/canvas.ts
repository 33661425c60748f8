import type { Locator, Page } from 'playwright-core';
import { testId } from './testId';

/** The canvas of a workflow. */
export class Canvas {
	constructor(private readonly page: Page) {}

	/** Opens an empty one, of a workflow that is not saved yet. */
	async openNew(n8nUrl: string): Promise<void> {
		await this.page.goto(`${n8nUrl}/workflow/new`);
		await testId(this.page, 'canvas-add-button').waitFor();
	}

	/** Waits until the node is shown. */
	async expect(node: string): Promise<void> {
		await this.node(node).waitFor();
	}

	/** Opens the view of a node. */
	async open(node: string): Promise<void> {
		await this.node(node).dblclick();
	}

	/** Executes the workflow from its first trigger. */
	async execute(): Promise<void> {
		await testId(this.page, 'execute-workflow-button').click();
	}

	/** Waits until the node has run without an error. */
	async expectSuccess(node: string): Promise<void> {
		await testId(this.node(node), 'canvas-node-status-success').waitFor();
	}

	/** Draws a line from the output of one node to the input of another, with the mouse. */
	async connect(from: string, to: string): Promise<void> {
		const start = await middleOf(testId(this.node(from), 'canvas-node-output-handle'));
		const end = await middleOf(testId(this.node(to), 'canvas-node-input-handle'));
		await this.page.mouse.move(start.x, start.y);
		await this.page.mouse.down();
		await this.page.mouse.move((start.x + end.x) / 2, (start.y + end.y) / 2, { steps: 8 });
		await this.page.mouse.move(end.x, end.y, { steps: 8 });
		await this.page.mouse.up();
	}

	async publish(): Promise<void> {
		await testId(this.page, 'workflow-open-publish-modal-button').click();
		await testId(this.page, 'workflow-publish-button').click();
	}

	/** The id under which n8n has saved the workflow. */
	workflowId(): string {
		return new URL(this.page.url()).pathname.split('/')[2] ?? '';
	}

	private node(name: string): Locator {
		return this.page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`);
	}
}

async function middleOf(element: Locator): Promise<{ x: number; y: number }> {
	const box = await element.boundingBox();
	if (!box) throw new Error('Not to be seen on the canvas');
	return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
