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
		'Names of events that are not in the list, separated by commas. "order" also covers "order.paid" and every other name that begins with "order." and goes on. A status follows a colon: "RAMP:COMPLETED" covers ramps that are completed, and no event that does not show its status.',
};

export const INCLUDE_RAW_BODY: INodeProperties = {
	displayName: 'Include Raw Body',
	name: 'includeRawBody',
	type: 'boolean',
	default: false,
	description:
		'Whether to add the event as text, exactly as it arrived, for example to archive it. You don’t need it for long numbers: no digit of them is lost in "event".',
};

/**
 * The input that sends a sample event in a test run: n8n shows no output schema of a trigger, and
 * the next node needs data to be built with. It is on by default, because it stands in a
 * collection: whoever adds it wants it.
 */
export const TEST_WITH_SAMPLE: INodeProperties = {
	displayName: 'Test With Sample Event',
	name: 'testWithSample',
	type: 'boolean',
	default: true,
	description:
		'Whether "Execute step" brings a made-up event at once instead of waiting for a real one. It is an example of the first event that you chose. It needs no secret and changes nothing at the service. Once the workflow is published, this has no effect.',
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

/**
 * Makes n8n leave the body alone until the signature is verified: for a node of type version 1 n8n
 * 2.41 skips its body parser when the parameter `options.binaryData` is set
 * (`webhook-helpers.js :: parseRequestBody`). Otherwise anyone could make n8n parse 16 MiB of data,
 * a multipart body would be consumed before it can be verified, and a genuine delivery that is not
 * valid JSON would be rejected with 422 before this node sees it.
 *
 * Where n8n ignores it, the node still works, with those three limitations. A second type version
 * of a trigger would lose it too, so consider this before adding one.
 */
export const UNPARSED_BODY: INodeProperties = {
	displayName: 'Body Parsing',
	name: 'options',
	type: 'hidden',
	default: { binaryData: true },
};

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
			description: 'Publishing tells the service where to send events; unpublishing stops it',
		},
		{
			name: 'By Hand',
			value: 'manual',
			description: 'You enter the address at the service; n8n changes nothing there',
		},
	],
	description:
		'Who tells the service to which address it should send events. Choose "By Hand" if the credential may not do that, or if somebody else looks after it.',
};

/** Whether another system's URL may be replaced. */
export const TAKE_OVER: INodeProperties = {
	displayName: 'Replace Other Registration',
	name: 'takeOver',
	type: 'boolean',
	default: false,
	description:
		'Whether to publish even if the service already sends its events to something else, which then gets no more events',
};

/**
 * The input that adds a second output for rejected deliveries. Whoever adds it from the list wants
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
		'Whether to start the workflow on a second output, "Rejected", when something arrives that does not prove to be from the service: to send your team a message, for example. At most once a minute; the item says how many there were, why, and what to do. It never has what was sent.',
};

/**
 * The outputs of a trigger: one, unnamed, unless rejected deliveries are to be reported.
 */
export const DELIVERY_OUTPUTS: INodeTypeDescription['outputs'] = `={{ $parameter["settings"] && $parameter["settings"]["reportRejected"] === true ? [{ type: "${NodeConnectionTypes.Main}", displayName: "Event" }, { type: "${NodeConnectionTypes.Main}", displayName: "Rejected" }] : ["${NodeConnectionTypes.Main}"] }}`;
