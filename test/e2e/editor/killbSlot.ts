import type { SandboxProcess } from '../../support/n8n/sandboxProcess';
import { waitFor } from '../../support/n8n/waitFor';

/** Waits until KillB's webhook URL contains this: `/webhook/`, or `/webhook-test/` for a test. */
export async function killbSendsTo(sandbox: SandboxProcess, part: string): Promise<void> {
	await waitFor(`KillB to send to ${part}`, async () => {
		const { killb } = await sandbox.control<{ killb: string | null }>('GET', '/webhooks');
		return killb?.includes(part) || undefined;
	});
}
