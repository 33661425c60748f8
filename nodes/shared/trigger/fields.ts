import {
	type INodeProperties,
	type INodeTypeDescription,
	type IWebhookDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';

/** The input for event names that are not in the list, since the vendors' lists are incomplete. */
export const OTHER_EVENTS: INodeProperties = {
	displayName: 'Other Events',
	name: 'otherEvents',
	type: 'string',
	default: '',
	description:
		'Comma-separated names of events that are not in the list. A name also matches its dotted sub-events: "order" matches "order.paid". Add a status after a colon, e.g. "RAMP:COMPLETED"; events without a status do not match it.',
};

export const INCLUDE_RAW_BODY: INodeProperties = {
	displayName: 'Include Raw Body',
	name: 'includeRawBody',
	type: 'boolean',
	default: false,
	description:
		'Whether to add the body as the exact text received, e.g. to archive it. Not needed for long numbers: "event" keeps every digit.',
};

/**
 * The input that sends a sample event in a test run: n8n shows no output schema of a trigger, and
 * the next node needs data to be built with. It is on by default, because it stands in a
 * collection: a user who adds it wants it.
 */
export const TEST_WITH_SAMPLE: INodeProperties = {
	displayName: 'Test With Sample Event',
	name: 'testWithSample',
	type: 'boolean',
	default: true,
	description:
		'Whether "Execute step" returns a sample of the first selected event instead of waiting for a real one. Needs no secret and changes nothing at the service. Ignored when the workflow is published.',
};

/**
 * The only webhook of a trigger; its URL is
 * `<WEBHOOK_URL>/webhook/<webhook id of the node>/webhook`.
 *
 * `onReceived` answers 200 once n8n has recorded the execution, so 200 means that the delivery is
 * stored (n8n.md 2.3). Without `noData` n8n would answer with the literal text "firstEntryJson".
 */
export const DELIVERY_WEBHOOKS: IWebhookDescription[] = [
	{
		name: 'default',
		httpMethod: 'POST',
		responseMode: 'onReceived',
		responseData: 'noData',
		path: 'webhook',
	},
];

/** Whether a trigger registers itself. */
export const REGISTRATION: INodeProperties = {
	displayName: 'Registration',
	name: 'registration',
	type: 'options',
	default: 'automatic',
	options: [
		{
			name: 'Automatic',
			value: 'automatic',
			description:
				'Publishing registers this trigger’s URL at the service; unpublishing removes it',
		},
		{
			name: 'By Hand',
			value: 'manual',
			description: 'You enter the URL at the service yourself; n8n changes nothing there',
		},
	],
	description:
		'How the service learns where to send events. Choose "By Hand" if the credential lacks the permission, or if someone else manages the webhook.',
};

/** Whether another system's URL may be replaced. */
export const TAKE_OVER: INodeProperties = {
	displayName: 'Replace Other Registration',
	name: 'takeOver',
	type: 'boolean',
	default: false,
	description:
		'Whether to take over the webhook if events already go elsewhere. The current receiver then stops getting them.',
};

/**
 * The input that adds a second output for rejected deliveries. Who adds it from the list wants
 * it, so it is on then; without it, it is off. It takes no expression, because the outputs of the
 * node depend on it.
 */
export const REPORT_REJECTED: INodeProperties = {
	displayName: 'Report Rejected Deliveries',
	name: 'reportRejected',
	type: 'boolean',
	noDataExpression: true,
	default: true,
	description:
		'Whether to add a second output, "Rejected", that starts the workflow when a request fails verification, e.g. to alert your team. At most once a minute; the item has the count, the reason and advice, never the content.',
};

/**
 * The outputs of a trigger: one, unnamed, unless rejected deliveries are to be reported.
 */
export const DELIVERY_OUTPUTS: INodeTypeDescription['outputs'] = `={{ $parameter["settings"] && $parameter["settings"]["reportRejected"] === true ? [{ type: "${NodeConnectionTypes.Main}", displayName: "Event" }, { type: "${NodeConnectionTypes.Main}", displayName: "Rejected" }] : ["${NodeConnectionTypes.Main}"] }}`;

/** The choice of changes for a polling trigger. */
export const CHANGES: INodeProperties = {
	displayName: 'Events',
	name: 'events',
	type: 'multiOptions',
	required: true,
	default: ['new', 'statusChanged'],
	options: [
		{ name: 'New', value: 'new', description: 'An object appeared in the list' },
		{
			name: 'Status Changed',
			value: 'statusChanged',
			description:
				'An object has another status; without "New", also the first status of a new one',
		},
	],
	description: 'What starts the workflow. Only what is found when n8n polls counts.',
};
