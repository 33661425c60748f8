import type { IDataObject } from 'n8n-workflow';
import { addressIn } from '../../../core/kernelhost/authenticate';
import type { AttemptRead } from '../../shared/connection/attempt';
import { finding } from '../../shared/connection/finding';
import { overridesOf } from '../overrides';
import { webhookFinding } from '../../shared/connection/webhook';
import type { ExecutionContext } from '../../shared/operation';

/** Checks whether events are sent anywhere, and whether to this instance. */
export async function webhookCheck(
	attempt: AttemptRead,
	context: Pick<ExecutionContext, 'webhookOrigin' | 'registrantOf' | 'credential'>,
): Promise<IDataObject> {
	const { answer, error } = await attempt('/v1/webhooks');
	if (!answer) return finding('Webhook', 'unknown', error.message, error.description);
	const { webhookUrlField } = await overridesOf(context);
	return await webhookFinding(context, {
		service: 'KernelHost',
		address: addressIn(answer.body, webhookUrlField),
		ifNone:
			'Only needed for the KernelHost Trigger: publish its workflow, or set its production URL with Webhook: Set.',
		ifElsewhere:
			'To receive events here, set the production URL of your KernelHost Trigger. Each key has one webhook URL, so the current receiver stops getting events.',
	});
}
