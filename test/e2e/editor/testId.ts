import type { Locator, Page } from 'playwright-core';

/** What n8n's editor marks for tests: elements with `data-test-id`. */
export function testId(within: Page | Locator, id: string): Locator {
	return within.locator(`[data-test-id="${id}"]`);
}
