import type { IDataObject } from 'n8n-workflow';
import { deliveryLog, type TriggerDeliveries } from '../../../core/webhook/deliveryLog';
import { finding } from './finding';

/**
 * Returns what this process of n8n knows about deliveries to the triggers with a credential.
 *
 * n8n has no place that a webhook could write to and another process could read, so in queue mode
 * the deliveries of other processes are missing (docs/webhooks.md).
 */
export function deliveriesFinding(
	service: string,
	credentialType: string,
	credentialId: string | undefined,
): IDataObject {
	const deliveries = credentialId === undefined ? [] : deliveryLog.of(credentialType, credentialId);
	const found = summary(service, deliveries);
	// Like an empty text, an empty list is red in n8n's table, in a column of its own.
	if (deliveries.length === 0) return found;
	return { ...found, deliveries: deliveries as unknown as IDataObject[] };
}

function summary(service: string, deliveries: readonly TriggerDeliveries[]): IDataObject {
	if (deliveries.length === 0) {
		return finding(
			'Deliveries',
			'unknown',
			`This n8n process has received nothing for a ${service} Trigger with this credential since it started; in queue mode, events may arrive in another process of n8n.`,
			`Only needed for the ${service} Trigger. If events should have come: in queue mode, look in the log of the n8n process that receives them, or switch on Options › Report Rejected Deliveries in the trigger. Otherwise look at "Webhook" above.`,
		);
	}
	const total = (count: 'accepted' | 'rejected') =>
		deliveries.reduce((sum, trigger) => sum + trigger[count], 0);
	const counts = `Events since this n8n process started: ${total('accepted')} accepted, ${total('rejected')} rejected.`;
	// An earlier rejection may be anybody's who found the address, and says nothing of the service's.
	const failing = deliveries.find(({ latest }) => latest === 'rejected');
	const [last] = failing?.lastRejected ?? [];
	if (!failing || !last) return finding('Deliveries', 'ok', counts);
	return finding(
		'Deliveries',
		'problem',
		`${counts} The last one for "${failing.node}" of the workflow "${failing.workflow}" was rejected.`,
		last.advice,
	);
}
