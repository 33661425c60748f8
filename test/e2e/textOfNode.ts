import { openEditor } from '../support/n8n/browser';
import { Canvas } from './editor/canvas';
import type { Stack } from '../support/n8n/stack';

/** Longer than n8n's editor takes to load on a busy machine, in milliseconds. */
const PATIENCE = 180_000;

/**
 * Opens one node of a workflow in n8n's editor, and returns all readable text in one line.
 * @param awaited a text that must be shown first
 * @param picture the file that gets a screenshot of it, also if the text does not come
 */
export async function textOfNode(
	stack: Stack,
	{ workflowId, node, awaited }: { workflowId: string; node: string; awaited: string },
	picture: string,
): Promise<string> {
	const size = { width: 1280, height: 800 };
	const { browser, page } = await openEditor(stack, size, (opened) =>
		opened.setDefaultTimeout(PATIENCE),
	);
	try {
		await page.goto(`${stack.client.url}/workflow/${workflowId}`);
		await new Canvas(page).open(node);
		await page.getByText(awaited).first().waitFor();
		return (await page.innerText('body')).replace(/\s+/g, ' ');
	} finally {
		await page.screenshot({ path: picture });
		await browser.close();
	}
}
