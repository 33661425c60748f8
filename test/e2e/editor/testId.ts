import type { Locator, Page } from 'playwright-core';

/** Elements that n8n's editor marks for tests with `data-test-id`. */
export function testId(within: Page | Locator, id: string): Locator {
	return within.locator(`[data-test-id="${id}"]`);
}
