import { mkdirSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Page } from 'playwright-core';
import { root, scratchFolder } from '../../support/n8n/runtime';

/** Below it each test that failed has a folder with what its browser showed. Ignored by git. */
export const failuresFolder = join(scratchFolder, 'e2e-failures');

/**
 * Lets the context of a page record what it does, once for all of its tests. Without pictures of
 * each moment, which cost more time than everything else: the snapshots of the page are what a
 * trace is read for.
 */
export async function beginRecording(page: Page): Promise<void> {
	await page.context().tracing.start({ snapshots: true });
}

/**
 * Runs one test; what it leaves behind when it fails is a picture of the page and a trace of all
 * that was done (`npx playwright-core show-trace <file>`), and its error names the folder.
 * @throws Error of the test, with the folder's path in its message
 */
export async function withEvidence(
	page: Page,
	test: string,
	work: () => Promise<void>,
): Promise<void> {
	const folder = join(failuresFolder, test.replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 100));
	rmSync(folder, { recursive: true, force: true });
	const { tracing } = page.context();
	await tracing.startChunk({ title: test });
	try {
		await work();
	} catch (error) {
		mkdirSync(folder, { recursive: true });
		// Whatever the test met must not be hidden by a page that is gone.
		await page.screenshot({ path: join(folder, 'page.png') }).catch(() => undefined);
		await tracing.stopChunk({ path: join(folder, 'trace.zip') }).catch(() => undefined);
		const message = error instanceof Error ? error.message : String(error);
		throw new Error(`${message}\nWhat the browser showed: ${relative(root, folder)}`, {
			cause: error,
		});
	}
	await tracing.stopChunk();
}
