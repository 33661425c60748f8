import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { itemsOf, ranNode } from '../../support/n8n/executions';
import type { Stack } from '../../support/n8n/stack';
import { callKernelHost } from './callKernelHost';
import { nodeNames as nodes, type Question, ServerWatch } from './serverWatch';

export function describeExample(stack: () => Stack): void {
	let watch: ServerWatch;
	let unanswered: Question | undefined;
	// Started before the tests of all examples, which use the time: n8n checks only once a minute
	// whether a wait is over.
	before(async () => {
		watch = await ServerWatch.start(stack());
		const hasty = await watch.publish({ resumeAmount: 1, resumeUnit: 'seconds' });
		[unanswered] = await watch.questionsAbout(hasty, [5004]);
	});
	after(async () => await watch.stop());

	describe('the example "Server health and reboot with approval"', () => {
		let workflowId: string;
		before(async () => {
			workflowId = await watch.publish();
			// KernelHost completes actions immediately.
			await stack().sandbox.control('PUT', '/delays', { actionTakesMs: 0 });
		});
		after(async () => {
			await stack().sandbox.control('PUT', '/delays', { actionTakesMs: 300 });
		});

		const switchOff = async (id: number) =>
			await callKernelHost(stack(), `/v1/services/${id}/actions`, { action: 'stop' });

		it('asks no one while every server answers', async () => {
			watch.silence();
			const before = watch.messages.length;
			const { summary, data } = await watch.run(workflowId);
			assert.equal(summary.status, 'success');
			const checked = itemsOf(data, nodes.meantToRun).length;
			assert.ok(checked > 0);
			assert.equal(checked, itemsOf(data, nodes.list).length);
			assert.equal(ranNode(data, nodes.ask), false);
			assert.equal(watch.messages.length, before);
		});

		it('asks about each server that is down, and reboots only the chosen one', async () => {
			const [first, second] = await watch.questionsAbout(workflowId, [5001, 5002]);
			assert.ok(first && second);
			assert.deepEqual(await watch.rebooted(), []);
			const { page, summary } = await watch.answer(first, 'Reboot it');
			assert.match(page, /Reboot s5001\.sandbox\.example\?/);
			assert.equal(summary.status, 'success');
			assert.deepEqual(await watch.rebooted(), [5001]);
			assert.equal(watch.messages.at(-1), 's5001.sandbox.example is being rebooted.');

			const declined = await watch.answer(second, 'Leave it alone');
			assert.equal(declined.summary.status, 'success');
			assert.equal(ranNode(declined.data, nodes.checkAgain), false);
			assert.deepEqual(await watch.rebooted(), [5001]);
		});

		it('does not reboot a server that recovered while the question was open', async () => {
			const [question] = await watch.questionsAbout(workflowId, [5003]);
			assert.ok(question);
			watch.silence();
			const { summary, data } = await watch.answer(question, 'Reboot it');
			assert.equal(summary.status, 'success');
			assert.equal(ranNode(data, nodes.reboot), false);
			assert.equal((await watch.rebooted()).includes(5003), false);
			assert.equal(
				watch.messages.at(-1),
				's5003.sandbox.example answers again and was not rebooted.',
			);
		});

		it('skips a server that is switched off', async () => {
			await switchOff(5005);
			watch.silence(5005);
			const { summary, data } = await watch.run(workflowId);
			assert.equal(summary.status, 'success');
			assert.equal(itemsOf(data, nodes.meantToRun).length, itemsOf(data, nodes.list).length - 1);
			assert.equal(ranNode(data, nodes.ask), false);
		});

		it('fails if KernelHost rejects the reboot', async () => {
			const [question] = await watch.questionsAbout(workflowId, [5006]);
			assert.ok(question);
			await switchOff(5006);
			const { summary, data } = await watch.answer(question, 'Reboot it');
			assert.equal(summary.status, 'error');
			assert.equal(data.resultData.lastNodeExecuted, nodes.reboot);
			assert.equal((await watch.rebooted()).includes(5006), false);
		});

		it('does not reboot without an answer', async () => {
			assert.ok(unanswered);
			const { summary, data } = await watch.end(unanswered);
			assert.equal(summary.status, 'success');
			assert.equal(ranNode(data, nodes.wait), true);
			assert.equal(ranNode(data, nodes.checkAgain), false);
			assert.equal((await watch.rebooted()).includes(5004), false);
		});
	});
}
