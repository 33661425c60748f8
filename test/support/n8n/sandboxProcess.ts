import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SandboxDetails } from '../../../sandbox/shared/details';
import type { JournalEntry } from '../../../sandbox/shared/journal';
import { startProcess, tailOf } from './childProcess';
import { root } from './runtime';
import { waitFor } from './waitFor';

/** A sandbox in its own process, and its control API. */
export class SandboxProcess {
	private constructor(
		readonly details: SandboxDetails,
		readonly stop: () => Promise<void>,
	) {}

	/**
	 * Starts it, on a free port unless another is given.
	 * @throws Error with the end of its log when it ends instead of printing its addresses.
	 */
	static async start(logFile: string, port = 0): Promise<SandboxProcess> {
		const sandbox = startProcess({
			command: process.execPath,
			args: ['--import', 'tsx', join(root, 'sandbox', 'start.ts')],
			cwd: root,
			logFile,
			env: { ...process.env, SANDBOX_PORT: String(port) },
		});
		const details = await waitFor('the sandbox to name its addresses', () => {
			if (sandbox.ended() !== undefined) throw new Error(`The sandbox ended:\n${tailOf(logFile)}`);
			// A line is complete once its end has arrived.
			const line = readFileSync(logFile, 'utf8')
				.split('\n')
				.slice(0, -1)
				.find((text) => text.startsWith('{'));
			return line === undefined ? undefined : (JSON.parse(line) as SandboxDetails);
		});
		return new SandboxProcess(details, () => sandbox.stop());
	}

	/** What the sandbox received and sent, in order. */
	async journal(): Promise<JournalEntry[]> {
		return await this.control('GET', '/journal');
	}

	/** One call of the control API; throws an Error with the answer unless it is a 2xx. */
	async control<T = unknown>(method: string, path: string, body?: unknown): Promise<T> {
		const response = await fetch(this.details.control + path, {
			method,
			...(body === undefined
				? {}
				: { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
		});
		const text = await response.text();
		if (!response.ok) throw new Error(`sandbox: ${method} ${path}: ${response.status} ${text}`);
		return (text === '' ? undefined : JSON.parse(text)) as T;
	}
}
