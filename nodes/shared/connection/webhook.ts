import type { IDataObject } from 'n8n-workflow';
import type { ExecutionContext } from '../operation/operation';
import { finding } from './finding';

interface Registered {
	service: string;
	/** Undefined where none is registered. */
	address: string | undefined;
	/** What to do if none is registered. */
	ifNone: string;
	/** What to do if the address is not one of this n8n. */
	ifElsewhere: string;
}

/** Returns whether a service sends its events anywhere, and to which workflow of this n8n. */
export async function webhookFinding(
	context: Pick<ExecutionContext, 'webhookOrigin' | 'registrantOf'>,
	{ service, address, ifNone, ifElsewhere }: Registered,
): Promise<IDataObject> {
	if (address === undefined) {
		const nowhere = `No webhook address is set: ${service} sends its events nowhere.`;
		return finding('Webhook', 'unknown', nowhere, ifNone);
	}
	const url = URL.canParse(address) ? new URL(address) : undefined;
	// A query may hold a token, and items are stored and shown.
	const shown = url ? `${url.origin}${url.pathname}` : 'something that is not a URL';
	const registrant = await context.registrantOf(address);
	if (registrant?.isAbandoned) {
		return finding(
			'Webhook',
			'problem',
			`Events are sent to ${shown}, which was an address of the workflow "${registrant.workflow}" and leads nowhere now.`,
			`Publish a workflow with a ${service} Trigger: that replaces the address.`,
		);
	}
	const origin = context.webhookOrigin();
	if (url && (origin === undefined || url.origin === origin)) {
		const where = registrant ? `the workflow "${registrant.workflow}", at ${shown}` : shown;
		return finding('Webhook', 'ok', `Events are sent to ${where}.`);
	}
	const ours = origin === undefined ? '' : ` (${origin})`;
	const elsewhere = `Events are sent to ${shown}, which is not an address of this n8n${ours}.`;
	return finding(
		'Webhook',
		'problem',
		elsewhere,
		registrant
			? `The workflow "${registrant.workflow}" registered it before the address of n8n changed. Publish that workflow again.`
			: ifElsewhere,
	);
}
