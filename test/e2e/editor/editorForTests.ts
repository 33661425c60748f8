import { after, before, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { openEditor } from '../../support/n8n/browser';
import type { Stack } from '../../support/n8n/stack';
import { beginRecording, withEvidence } from './evidence';

/** The timeout for anything in the editor. It takes a second or two, longer on a busy machine. */
const PATIENCE_MS = 90_000;

interface EditorForTests {
	/** A test that leaves a picture and a trace when it fails. */
	it: (name: string, test: (page: Page) => Promise<void>) => void;
	/** The one page of all tests of the file; each test starts where the previous one left it. */
	page: () => Page;
}

/** How the tests of one file use the editor. */
interface EditorUse {
	viewport?: { width: number; height: number };
	/**
	 * Each test starts where the previous one ended: after a failure the others fail immediately
	 * instead of waiting in vain.
	 */
	isOnePath?: boolean;
}

/** n8n's editor in Chromium, signed in, for the tests of one file. */
export function editorForTests(
	stack: () => Stack,
	{ viewport = { width: 1440, height: 900 }, isOnePath = false }: EditorUse = {},
): EditorForTests {
	let failed: string | undefined;
	let editor: { browser: Browser; page: Page } | undefined;
	before(async () => {
		editor = await openEditor(stack(), viewport, (page) => page.setDefaultTimeout(PATIENCE_MS));
		await beginRecording(editor.page);
	});
	after(async () => await editor?.browser.close());
	const page = () => {
		if (!editor) throw new Error('The editor is not open yet');
		return editor.page;
	};
	return {
		page,
		it: (name, test) => {
			void it(name, async () => {
				if (isOnePath && failed) throw new Error(`The way here ended with "${failed}"`);
				failed = name;
				await withEvidence(page(), name, async () => await test(page()));
				failed = undefined;
			});
		},
	};
}
