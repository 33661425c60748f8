import { startSandbox, type Sandbox } from '../../../sandbox';
import operations from '../../../sandbox/killb/operations.json';
import { killb, logIn } from './client';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());

test('every documented operation is served', async () => {
	const missing: string[] = [];
	for (const { method, path } of operations.operations) {
		const { accessToken: token } = await logIn(sandbox);
		const target = path.replace('/api/v2', '').replace(/\{\w+\}/g, 'x');
		const { data } = await killb(sandbox, method, target, { token });
		if (data?.errorCode === 'NOT_FOUND') missing.push(`${method} ${path}`);
	}
	expect(missing).toEqual([]);
});
