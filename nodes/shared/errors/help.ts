/** docs/troubleshooting.md in the repository in package.json; a test keeps the two in step. */
const PAGE =
	'https://git.kernelhost-killb.example/n8n-nodes-kernelhost-killb/blob/main/docs/troubleshooting.md';

export const WEAK_SECRET_ENTRY = 'the-webhook-secret-is-too-weak';

/** Messages with variable parts other than an HTTP status, and the anchors of their entries. */
const ENTRIES: ReadonlyArray<readonly [RegExp, string]> = [
	[/^The connection to \w+ broke/, 'the-connection-broke-before-an-answer-came'],
	[/^\w+ did not finish its answer/, 'the-service-did-not-finish-its-answer-in-time'],
	[/^\w+’s answer is (larger|nested)/, 'the-answer-is-too-large-or-nested-too-deep'],
	[/^\w+ could not be reached( at |$)/, 'the-service-could-not-be-reached'],
	[/’s address answered HTTP/, 'what-answered-is-not-the-service'],
	[/^KillB answered HTTP/, 'killbs-own-words'],
	[/\bcredential (is|must)\b/, 'a-field-of-the-credential-is-empty-or-malformed'],
	[/^This credential is only used/, 'this-credential-is-only-used-below-its-address'],
	[/^Remove the (option|header) "/, 'remove-an-option-or-a-header'],
	[/^The path of the URL is not clear/, 'the-path-of-the-url-is-not-clear'],
	[/^The KernelHost API takes JSON only/, 'the-kernelhost-api-takes-json-only'],
	[
		/^This execution was first tried at a time/,
		'this-execution-was-first-tried-at-a-time-that-is-still-to-come',
	],
	[/^This execution was first tried/, 'this-execution-was-first-tried-too-long-ago'],
	[/^The outcome of an earlier attempt is unknown/, 'the-outcome-of-an-earlier-attempt-is-unknown'],
	[
		/^An earlier attempt of this execution already did this item/,
		'an-earlier-attempt-of-this-execution-already-did-this-item-with-other-content',
	],
	[
		/^\w+ already has a different record under /,
		'the-service-already-has-a-different-record-under-this-reference',
	],
	[/^KillB’s quotation /, 'killbs-quotation-was-not-used'],
	[/, the address of this n8n$/, 'the-service-cant-reach-the-address-of-this-n8n'],
	[/ already sends its events to /, 'the-service-already-sends-its-events-somewhere-else'],
	[/^The (Webhook )?Secret\b.* (is an expression|has \d|repeats|ends with)/, WEAK_SECRET_ENTRY],
	[/^n8n did not store a webhook secret/, 'n8n-did-not-store-a-webhook-secret'],
	[/^This n8n can't reach its own address/, 'this-n8n-cant-reach-its-own-address'],
	[/^This version of the node has no/, 'this-version-of-the-node-has-no-such-operation'],
	[/^The list did not end/, 'the-list-did-not-end'],
	[/^(The answer holds no PDF|KillB answered without a file)/, 'the-answer-holds-no-file'],
];

/**
 * Entries of errors that can't be recognised by their message: it names a field or an ID, or is not
 * ours.
 */
export const FIELD_ENTRY = 'a-field-is-empty-or-not-valid';
export const MAXIMUM_ENTRY = 'the-amount-is-more-than-the-maximum-amount';
export const ID_ENTRY = 'an-id-is-missing-or-is-none';
export const UNKNOWN_ENTRY = 'an-error-that-is-not-on-this-page';

/** Returns the URL of an entry. */
export function helpUrl(entry: string): string {
	return `${PAGE}#${entry}`;
}

/**
 * Returns the entry of one of our messages: its heading is the message's first sentence without the
 * HTTP status.
 * @param otherwise for messages that may not be ours
 */
export function entryFor(message: string, otherwise?: string): string {
	const known = ENTRIES.find(([pattern]) => pattern.test(message));
	const [sentence = ''] = message.replace(/ \(HTTP \d+\)/, '').split(/\.(?: |$)/, 1);
	return known?.[1] ?? otherwise ?? anchorOf(sentence);
}

/** Returns GitHub's anchor for a heading. */
function anchorOf(heading: string): string {
	return heading
		.toLowerCase()
		.replace(/[^\p{L}\p{N}\s_-]/gu, '')
		.replaceAll(' ', '-');
}
