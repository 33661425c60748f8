import type { Locator, Page } from 'playwright-core';
import { testId } from './testId';

/**
 * The hands of a user in n8n's editor: everything that changes something is one counted action, as
 * effort.test.ts defines it. A place is a selector and not an element, so that nothing can be done
 * to it uncounted.
 */
export class CountedActions {
	/** What was done, in order. */
	readonly done: string[] = [];

	constructor(private readonly page: Page) {}

	async click(place: string): Promise<void> {
		await this.act(`click ${place}`, async () => await this.at(place).click());
	}

	/** Opens the view of a node on the canvas. */
	async openNode(node: string): Promise<void> {
		await this.act(`open "${node}"`, async () => {
			await this.at(`[data-test-id="canvas-node"][data-node-name="${node}"]`).dblclick();
			await testId(this.page, 'node-parameters').waitFor();
		});
	}

	/** Fills in any field. */
	async type(place: string, text: string): Promise<void> {
		await this.act(`type into ${place}`, async () => await this.at(place).fill(text));
	}

	/** Fills in an input of the open form. */
	async fill(input: string, text: string): Promise<void> {
		await this.type(`${ofInput(input)} >> input, textarea`, text);
	}

	/** Chooses an entry of an input with a list of its own. */
	async choose(input: string, entry: string): Promise<void> {
		await this.chooseFrom(`${ofInput(input)} >> input`, entry);
	}

	/** Chooses an entry of any list that a click opens. */
	async chooseFrom(place: string, entry: string): Promise<void> {
		await this.act(`choose ${entry} from ${place}`, async () => {
			await this.at(place).click();
			await this.page
				.getByRole('option', { name: entry })
				.filter({ visible: true })
				.first()
				.click();
		});
	}

	/** Picks an entry of an input whose list comes from the service. */
	async pick(input: string, entry: string): Promise<void> {
		await this.act(`pick ${input}: ${entry}`, async () => {
			await this.at(`${ofInput(input)} >> [data-test-id="rlc-input"]`).click();
			await this.at(`[data-test-id="rlc-item"]:has-text("${entry}")`).click();
		});
	}

	/** Drags one thing onto another with the mouse, step by step: the editor follows each move. */
	async drag(from: string, to: string): Promise<void> {
		await this.act(`drag ${from} to ${to}`, async () => {
			const start = await middleOf(this.at(from));
			await this.page.mouse.move(start.x, start.y);
			await this.page.mouse.down();
			await this.page.mouse.move(start.x + 20, start.y + 5, { steps: 4 });
			const end = await middleOf(this.at(to));
			await this.page.mouse.move(end.x, end.y, { steps: 12 });
			await this.page.mouse.up();
			// The editor keeps what was dropped a moment later, and a user is not faster. A timer of the
			// page: however busy the machine is, it ends after the editor's own.
			await this.page.evaluate('new Promise((resolve) => setTimeout(resolve, 600))');
		});
	}

	/** Clicks what asks for a file, or picks the file: two actions. */
	async chooseFile(place: string, path: string): Promise<void> {
		const asked = this.page.waitForEvent('filechooser');
		await this.click(place);
		await this.act(`choose the file ${path}`, async () => await (await asked).setFiles(path));
	}

	/** Waits until something is shown; looking is not counted. */
	async sees(place: string): Promise<void> {
		await this.at(place).waitFor();
	}

	private at(place: string): Locator {
		return this.page.locator(place).filter({ visible: true }).first();
	}

	private async act(what: string, work: () => Promise<void>): Promise<void> {
		this.done.push(what);
		await work();
	}
}

/** The place of an input of a form or of a credential. */
export function ofInput(name: string): string {
	return `[data-test-id="parameter-input-${name}"]`;
}

async function middleOf(element: Locator): Promise<{ x: number; y: number }> {
	await element.scrollIntoViewIfNeeded();
	const box = await element.boundingBox();
	if (!box) throw new Error('Not to be seen');
	return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
