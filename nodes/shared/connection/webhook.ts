import type { IDataObject } from 'n8n-workflow';
import { finding } from './finding';

interface Registered {
	service: string;
	/** Undefined where none is registered. */
	address: string | undefined;
	/** Of this n8n's webhook URLs; undefined where it is unknown. */
	webhookOrigin: string | undefined;
	/** What to do if none is registered. */
	ifNone: string;
	/** What to do if the address is not one of this n8n. */
	ifElsewhere: string;
}

/** Returns whether a service sends its events anywhere, and whether to this n8n. */
export function webhookFinding(registered: Registered): IDataObject {
	const { service, address, webhookOrigin, ifNone, ifElsewhere } = registered;
	if (address === undefined) {
		const nowhere = `No webhook address is set: ${service} sends its events nowhere.`;
		return finding('Webhook', 'unknown', nowhere, ifNone);
	}
	const url = URL.canParse(address) ? new URL(address) : undefined;
	// A query may hold a token, and items are stored and shown.
	const shown = url ? `${url.origin}${url.pathname}` : 'something that is not a URL';
	if (url && (webhookOrigin === undefined || url.origin === webhookOrigin)) {
		return finding('Webhook', 'ok', `Events are sent to ${shown}.`);
	}
	const ours = webhookOrigin === undefined ? '' : ` (${webhookOrigin})`;
	const elsewhere = `Events are sent to ${shown}, which is not an address of this n8n${ours}.`;
	return finding('Webhook', 'problem', elsewhere, ifElsewhere);
}
