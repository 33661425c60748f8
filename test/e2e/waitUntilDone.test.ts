import { it } from 'node:test';
import { stackForTests } from './stackForTests';
import { proveWaiting } from './waitUntilDone';

const stack = stackForTests('wait');

it('Wait Until Done survives a killed n8n, takes no worker, and returns the finished object', async () => {
	const { client, killN8n, restartN8n } = stack();
	await proveWaiting(stack(), client.url, async () => {
		await killN8n();
		await restartN8n();
	});
});
