import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import n8nPackages from '../../support/n8n/package.json';
import { ACCOUNT, KERNELHOST_ROOT } from '../../../sandbox/shared/details';

const ROOT = path.join(__dirname, '../../..');
const COMPOSE = readFileSync(path.join(ROOT, 'compose.yaml'), 'utf8');

/** The JSON that n8n imports: the last part of the file. */
function credentials(): Array<{ name: string; type: string; data: Record<string, string> }> {
	return JSON.parse(COMPOSE.slice(COMPOSE.indexOf('content: |') + 'content: |'.length)) as never;
}

describe('compose.yaml', () => {
	it('passes the linter of Compose files', () => {
		const linter = path.join(ROOT, 'node_modules/dclint/bin/dclint.cjs');
		const run = () =>
			execFileSync(process.execPath, [linter, '--max-warnings=0', 'compose.yaml'], {
				cwd: ROOT,
				encoding: 'utf8',
			});
		expect(run).not.toThrow();
	});

	it('gives n8n the account of the sandbox', () => {
		const { keyId, secret, email, password, webhookSecret } = ACCOUNT;
		const origin = 'http://sandbox:8787';
		expect(credentials().map(({ name, type, data }) => ({ name, type, data }))).toEqual([
			{
				name: 'KernelHost account',
				type: 'kernelHostApi',
				data: { keyId, secret, apiRoot: origin + KERNELHOST_ROOT, webhookSecret },
			},
			{
				name: 'KillB account',
				type: 'killBApi',
				data: { environment: 'custom', baseUrl: origin, email, password, webhookSecret },
			},
		]);
	});

	it('runs the version of n8n that the tests run', () => {
		expect(COMPOSE).toContain(`n8nio/n8n:${n8nPackages.dependencies.n8n}\n`);
	});

	it('opens ports on this machine only', () => {
		const ports = [...COMPOSE.matchAll(/^ {6}- '(.*:\d+:\d+)'$/gm)].map(([, port]) => port);
		expect(ports).toEqual(['127.0.0.1:5678:5678', '127.0.0.1:8787:8787']);
	});

	it('names scripts and examples that exist', () => {
		const script = readFileSync(path.join(ROOT, 'scripts/compose/startN8n.sh'), 'utf8');
		const files = [...`${COMPOSE}${script}`.matchAll(/\/source\/([\w./-]+)/g)].map(
			([, file]) => file,
		);
		expect(files).toContain('scripts/compose/installPackage.sh');
		for (const file of files) expect(existsSync(path.join(ROOT, file ?? ''))).toBe(true);
	});
});
