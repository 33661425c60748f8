import assert from 'node:assert/strict';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { editorForTests } from './editor/editorForTests';
import { failuresFolder, withEvidence } from './editor/evidence';
import { differenceOf, shotsFolder, walkForms } from './editor/formWalk';
import { formsOf } from './editor/operationForms';
import { testId } from './editor/testId';
import { chain, node, stackForTests } from './stackForTests';

const stack = stackForTests('editor-forms');

describe('the forms in n8n’s editor', () => {
	// High enough for whole forms, so that pictures need no scrolling.
	const editor = editorForTests(stack, { viewport: { width: 1440, height: 1800 } });

	for (const service of ['KernelHost', 'KillB']) {
		editor.it(
			`show all inputs of each ${service} operation and trigger with their defaults, and no others`,
			async (page) => {
				const walked = await walkForms(page, stack().client, formsOf(service));
				const differing = walked
					.map(({ name, shown, expected }) => ({ name, ...differenceOf(shown, expected) }))
					.filter(({ unexpected, missing, isReordered }) =>
						Boolean(unexpected.length || missing.length || isReordered),
					);
				assert.deepEqual(differing, []);
				const unnamed = walked.filter(({ shown }) =>
					shown.some(({ label }) => /^$|undefined|null|\[object/.test(label)),
				);
				assert.deepEqual(unnamed, []);
			},
		);
	}

	editor.it('show the members of an action’s items before it has run', async (page) => {
		const action = node({
			name: 'Exchange',
			type: 'n8n-nodes-kernelhost-killb.killB',
			parameters: { resource: 'ramp', operation: 'quoteAndCreate' },
		});
		const next = node({ name: 'Next', type: 'n8n-nodes-base.set', parameters: {} });
		const start = node({ name: 'Start', type: 'n8n-nodes-base.manualTrigger' });
		const workflow = chain('Before a run', [start, action, next]);
		const { client } = stack();
		const { id } = await client.createWorkflow(workflow);
		await page.goto(`${client.url}/workflow/${id}/${next.id}`);
		const input = testId(page, 'ndv-input-panel');
		for (const member of ['status', 'toAmount', 'quotation', 'idempotency']) {
			await input.getByText(member, { exact: true }).first().waitFor();
		}
		await page.screenshot({ path: join(shotsFolder, 'members-before-a-run.png') });
	});

	it('leave a picture and a trace if a test fails, and the error says where', async () => {
		const failing = withEvidence(editor.page(), 'fails on purpose', async () => {
			await Promise.reject(new Error('this was to be'));
		});
		await assert.rejects(failing, /this was to be\nWhat the browser showed: .*fails-on-purpose$/);
		const folder = join(failuresFolder, 'fails-on-purpose');
		assert.deepEqual(readdirSync(folder).sort(), ['page.png', 'trace.zip']);
		rmSync(folder, { recursive: true });
	});
});
