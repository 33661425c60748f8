import type { INodeProperties } from 'n8n-workflow';

/** For names that the list of a trigger doesn't have; the vendors' own lists are not complete. */
export const OTHER_EVENTS: INodeProperties = {
	displayName: 'Other Events',
	name: 'otherEvents',
	type: 'string',
	default: '',
	description:
		'Names of further events, separated by commas. A name also takes the names that go on after a dot: "order" or "order.*" takes "order.paid".',
};

export const INCLUDE_RAW_BODY: INodeProperties = {
	displayName: 'Include Raw Body',
	name: 'includeRawBody',
	type: 'boolean',
	default: false,
	description:
		'Whether to add the body as text, exactly as it came, for example to archive it. No digit is lost without it: a number that JavaScript would round comes as text in the event.',
};

/** n8n shows no output schema of a trigger, so this is how the next node gets something to be built with. */
export const TEST_WITH_SAMPLE: INodeProperties = {
	displayName: 'Test With Sample Event',
	name: 'testWithSample',
	type: 'boolean',
	default: false,
	description:
		'Whether "Execute step" gets a made-up event at once, signed with your secret, instead of waiting for a real one. Nothing is registered at the service for it. A published workflow does not mind this.',
};
