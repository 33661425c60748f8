import type { IDataObject } from 'n8n-workflow';
import {
	deliveryLog,
	type RejectedDelivery,
	type TriggerDeliveries,
} from '../../../core/webhook/deliveryLog';
import { finding } from './finding';

const CHECK = 'Deliveries';

/**
 * Returns what this process of n8n knows about deliveries to the triggers with a credential: one
 * finding for each trigger and URL.
 *
 * n8n has no place that a webhook could write to and another process could read, so in queue mode
 * the deliveries of other processes are missing (docs/webhooks.md).
 */
export function deliveriesFindings(
	service: string,
	credentialType: string,
	credentialId: string | undefined,
): IDataObject[] {
	const deliveries = credentialId === undefined ? [] : deliveryLog.of(credentialType, credentialId);
	if (deliveries.length > 0) return deliveries.map(findingOf);
	return [
		finding(
			CHECK,
			'unknown',
			`This n8n process has received no events for a ${service} Trigger with this credential since it started. In queue mode, another n8n process may have received them.`,
			`Only needed for the ${service} Trigger. If you expected events, check "Webhook" above. In queue mode, see the log of the n8n process that receives them, or turn on Options › Report Rejected Deliveries in the trigger.`,
		),
	];
}

/**
 * It says everything in the message: a member that other findings lack would be a red "undefined"
 * of theirs in n8n's table.
 */
function findingOf(trigger: TriggerDeliveries): IDataObject {
	const { node, workflow, address, accepted, rejected, latest, lastRejected } = trigger;
	const counts = `"${node}" of the workflow "${workflow}" (${address} URL) since this n8n process started: ${accepted} accepted, ${rejected} rejected.`;
	const message = [counts, ...lastRejected.map(describeRejected)].join('\n');
	// An earlier rejection may be anybody's who found the URL, and says nothing of the service's.
	const isFailing = latest === 'rejected';
	return finding(CHECK, isFailing ? 'problem' : 'ok', message, lastRejected[0]?.advice);
}

function describeRejected({ rejectedAt, reason, size, headerNames }: RejectedDelivery): string {
	const bytes = size === null ? 'unknown size' : `${size} bytes`;
	return `Rejected at ${rejectedAt}: ${reason}, ${bytes}, headers: ${headerNames.join(', ')}.`;
}
