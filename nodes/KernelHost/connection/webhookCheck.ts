import type { IDataObject } from 'n8n-workflow';
import { addressIn } from '../../../core/kernelhost/authenticate';
import type { AttemptRead } from './attempt';
import { finding } from './finding';

/** Checks whether events are sent anywhere, and whether to this instance. */
export async function webhookCheck(
	attempt: AttemptRead,
	webhookOrigin: string | undefined,
): Promise<IDataObject> {
	const { answer, error } = await attempt('/v1/webhooks');
	if (!answer) return finding('Webhook', 'unknown', error.message, error.description);
	const address = addressIn(answer.body);
	if (address === undefined) {
		return finding(
			'Webhook',
			'unknown',
			'No webhook address is set: KernelHost sends its events nowhere.',
			'Only needed for the KernelHost Trigger: set its production URL with Webhook: Set, or in the portal.',
		);
	}
	if (webhookOrigin === undefined || new URL(address).origin === webhookOrigin) {
		return finding('Webhook', 'ok', `Events are sent to ${address}.`);
	}
	return finding(
		'Webhook',
		'problem',
		`Events are sent to ${address}, which is not an address of this n8n (${webhookOrigin}).`,
		'If events should come here, set the production URL of your KernelHost Trigger. Each key has one address, so what is there gets no more events.',
	);
}
