import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { ShownField } from './expectedForm';

/** In a file of its own, as it knows the page and not Node, and must reach the browser as it is. */
const script = readFileSync(join(__dirname, 'shownForm.page.js'), 'utf8');

/** What the form that is open shows, in its order. */
export async function shownForm(page: Page): Promise<ShownField[]> {
	return await page.evaluate<ShownField[]>(script);
}
