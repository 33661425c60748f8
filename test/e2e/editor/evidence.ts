import { mkdirSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Page } from 'playwright-core';
import { root, scratchFolder } from '../../support/n8n/runtime';

/** Has a folder for each failed test, with what its browser showed. Ignored by git. */
export const failuresFolder = join(scratchFolder, 'e2e-failures');

/**
 * Lets the context of a page record its actions, once for all of its tests. Without a picture of
 * each moment, which costs more time than everything else: a trace is read for the snapshots of the
 * page.
 */
export async function beginRecording(page: Page): Promise<void> {
	await page.context().tracing.start({ snapshots: true });
}

/**
 * Runs one test. If it fails, it leaves a picture of the page and a trace of all actions
 * (`npx playwright-core show-trace <file>`), and its error names the folder.
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
		// A page that is gone must not hide the error of the test.
		await page.screenshot({ path: join(folder, 'page.png') }).catch(() => undefined);
		await tracing.stopChunk({ path: join(folder, 'trace.zip') }).catch(() => undefined);
		const message = error instanceof Error ? error.message : String(error);
		throw new Error(`${message}\nWhat the browser showed: ${relative(root, folder)}`, {
			cause: error,
		});
	}
	await tracing.stopChunk();
}
