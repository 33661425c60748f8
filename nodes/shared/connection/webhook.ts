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
		const nowhere = `No webhook URL is set, so ${service} sends no events.`;
		return finding('Webhook', 'unknown', nowhere, ifNone);
	}
	const url = URL.canParse(address) ? new URL(address) : undefined;
	// A query may hold a token, and items are stored and shown.
	const shown = url ? `${url.origin}${url.pathname}` : 'an invalid URL';
	const registrant = await context.registrantOf(address);
	if (registrant?.isAbandoned) {
		return finding(
			'Webhook',
			'problem',
			`Events are sent to ${shown}, a URL of the workflow "${registrant.workflow}" that no longer exists.`,
			`Publish a workflow with a ${service} Trigger: that replaces the URL.`,
		);
	}
	const origin = context.webhookOrigin();
	if (url && (origin === undefined || url.origin === origin)) {
		const where = registrant ? `the workflow "${registrant.workflow}", at ${shown}` : shown;
		return finding('Webhook', 'ok', `Events are sent to ${where}.`);
	}
	const ours = origin === undefined ? '' : ` (${origin})`;
	const elsewhere = `Events are sent to ${shown}, which is not a URL of your n8n${ours}.`;
	return finding(
		'Webhook',
		'problem',
		elsewhere,
		registrant
			? `The workflow "${registrant.workflow}" registered it before n8n’s URL changed. Publish that workflow again.`
			: ifElsewhere,
	);
}
