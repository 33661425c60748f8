import { join } from 'node:path';
import { it } from 'node:test';
import { startQueueStack } from '../support/n8n/queue/queueStack';
import { scratchFolder } from '../support/n8n/runtime';
import { sharedByTests } from './stackForTests';
import { proveWaiting } from './waitUntilDone';

const folder = join(scratchFolder, `e2e-wait-queue-${process.pid}`);
const stack = sharedByTests(async (told) => await startQueueStack({ folder, ...told }));

it('Wait Until Done survives killed workers, and returns the finished object', async () => {
	const { webhookUrl, workers, revive } = stack();
	await proveWaiting(stack(), webhookUrl, async () => {
		await Promise.all(workers.map(async (worker) => await worker.kill()));
		await revive();
	});
});
