import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { CountedActions } from './editor/countedActions';
import { editorForTests } from './editor/editorForTests';
import { jobs } from './editor/jobs';
import { stackForTests } from './stackForTests';

const stack = stackForTests('effort');

/**
 * Each job of a new user in the editor, with clicks and keys only, in at most as many
 * actions as the table counted. One action is: a click (or a double click), a drag, filling in one
 * field (focus and typing), choosing one entry of a list (opening and picking; scrolling to it is
 * not counted), or pressing a key shortcut.
 *
 * Credentials exist, except in their own jobs. The jobs of a single KillB operation start on the
 * canvas with its node, where nothing is filled in; the others at an empty workflow, the rows of a
 * table, or the start page.
 */
describe('a user in n8n’s editor, counted', () => {
	const { it } = editorForTests(stack);

	for (const { name, atMost, start, work, check } of jobs) {
		it(`${name}: at most ${atMost} actions`, async (page) => {
			await page.goto(stack().client.url + (await start(stack())));
			const user = new CountedActions(page);
			await work(user, stack());
			await check(stack());
			const { done } = user;
			process.stderr.write(`  ${name}: ${done.length} actions\n`);
			assert.ok(done.length <= atMost, `${done.length} actions:\n${done.join('\n')}`);
		});
	}
});
