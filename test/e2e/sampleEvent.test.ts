import assert from 'node:assert/strict';
import { waitFor } from '../support/n8n/waitFor';
import { describeBoth } from './describeBoth';
import { stackForTests } from './stackForTests';

const stack = stackForTests('sample-event');
const WITH_SAMPLE = { settings: { testWithSample: true } };

describeBoth(
	'a test with a sample event in a real n8n',
	stack,
	{ concurrency: false },
	(_, inN8n) => {
		inN8n(
			'runs with the sample, and the published workflow keeps its registration',
			async (workflow) => {
				await workflow.goLive();
				const before = await workflow.stack.sandbox.journal();
				await workflow.listen();
				const [summary] = await waitFor('the execution to end', async () => {
					const list = await workflow.executions();
					return list.length > 0 && list.every(({ stoppedAt }) => stoppedAt) ? list : undefined;
				});
				assert.deepEqual([summary?.mode, summary?.status], ['manual', 'success']);
				const { resultData } = await workflow.stack.client.executionData(String(summary?.id));
				const [run] = Object.values(resultData.runData)[0] ?? [];
				const item = run?.data?.main?.[0]?.[0]?.json;
				assert.match(String(item?.['eventId']), /^evt_sample_/);
				assert.equal((item?.['verified'] as { secret: string }).secret, 'sample');
				assert.match(String(item?.['objectId']), /^sample/);

				// n8n has stopped listening: the URL is gone, and the service got no request.
				await waitFor('n8n to stop listening', async () => {
					const { status } = await fetch(workflow.test, { method: 'POST', body: '' });
					return status === 404 || undefined;
				});
				assert.deepEqual(await workflow.stack.sandbox.journal(), before);
				await workflow.slot.expectAddress(workflow.live);
				await workflow.expectOneExecution('webhook');
			},
			WITH_SAMPLE,
		);
	},
);
