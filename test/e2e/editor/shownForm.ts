import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { ShownField } from './expectedForm';

/**
 * In its own file, because it runs in the page and not in Node, and must reach the browser
 * unchanged.
 */
const script = readFileSync(join(__dirname, 'shownForm.page.js'), 'utf8');

/** The content of the open form, in its order. */
export async function shownForm(page: Page): Promise<ShownField[]> {
	return await page.evaluate<ShownField[]>(script);
}
