import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import path from 'node:path';
import axios from 'axios';
import type { SandboxDetails } from '../../../sandbox';

const ROOT = path.join(__dirname, '../../..');

test('the command prints its URLs as one line of JSON, and ends on a signal', async () => {
	const child = spawn(process.execPath, ['--import', 'tsx', 'sandbox/start.ts'], {
		cwd: ROOT,
		env: { ...process.env, SANDBOX_PORT: '0' },
		stdio: ['ignore', 'pipe', 'ignore'],
	});
	const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
	const lines: string[] = [];
	const reader = createInterface({ input: child.stdout }).on('line', (line) => lines.push(line));
	await new Promise((resolve) => reader.once('line', resolve));

	const details = JSON.parse(lines[0] ?? '') as SandboxDetails;
	expect(Object.keys(details).sort()).toEqual(
		[
			'kernelhost',
			'killb',
			'keyId',
			'secret',
			'email',
			'password',
			'webhookSecret',
			'control',
		].sort(),
	);
	expect(details.keyId).toMatch(/^kh_live_[A-Z0-9]{32}$/);
	const health = await axios.get(`${details.kernelhost}/v1/health`, { proxy: false });
	expect(health.data.status).toBe('ok');

	child.kill('SIGTERM');
	expect(await ended).toBe(0);
	expect(lines).toHaveLength(1);
}, 30_000);
