import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IHookFunctions,
	INodeExecutionData,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import {
	type EventEnvelope,
	isChosen,
	isEventChosen,
	splitNames,
} from '../../../core/webhook/event';
import type {
	Accepted,
	HeaderVerdict,
	Rejected,
	RejectionReason,
	RequestHeaders,
	WebhookSecret,
} from '../../../core/webhook/signature';
import { RequestCoalescer } from '../../../core/concurrency';
import { namedSecret, secretsOf } from '../../../core/webhook/secrets';
import { parseBody, type ParsedBody } from '../../../core/webhook/body';
import { tellingHeaders } from '../../../core/webhook/itemHeaders';
import { forgetSampleSecret, sampleSecrets } from './sampleSecret';

interface ChosenNames {
	readonly events: string[];
	/** Always empty for a service without event actions. */
	readonly actions: string[];
}

/** Returns the names that the user chose from the lists or typed. */
export function chosenNames(context: IHookFunctions | IWebhookFunctions): ChosenNames {
	const read = (name: string) => splitNames(context.getNodeParameter(name, ''));
	return {
		events: [...read('events'), ...read('otherEvents')],
		actions: [...read('actions'), ...read('settings.otherActions')],
	};
}

/** The reasons why a delivery can't be verified. */
type DeliveryRejection = RejectionReason | 'body_unreadable' | 'body_too_large';

/** The largest body that is verified, in bytes: n8n's default limit (`N8N_PAYLOAD_SIZE_MAX`). */
const MAXIMUM_BODY_BYTES = 16 * 1024 * 1024;

const ADVICE: Record<DeliveryRejection, string> = {
	no_secret:
		'no webhook secret is set in the credential. Enter the secret that the vendor signs deliveries with; until then every delivery is rejected.',
	no_signature_header:
		'it carries no signature header. Either it is not from the vendor, or the header has another name or is removed by a proxy.',
	malformed_header: 'its signature header is not of the documented form.',
	signature_mismatch:
		'the signature does not match the body. Either it is forged, or the webhook secret in the credential is not the one that the vendor uses, or a proxy changes the body.',
	timestamp_too_old:
		'its time is too far in the past. Either it is a replay, or a clock is wrong: check the time of this server.',
	timestamp_in_future:
		'its time is in the future. Either it is forged, or a clock is wrong: check the time of this server.',
	other_service:
		'its body begins with a time, as the text that KernelHost signs. It is a KernelHost delivery that somebody sent on, or is forged. Use different webhook secrets for KernelHost and KillB.',
	retired_secret:
		'it is signed with the previous webhook secret of the credential, which is not accepted any more: the time in "Accept the Previous Secret Until" is over, missing, or can’t be read. The vendor still uses the old secret: publish the workflow again or change the secret at the vendor, or set a later time.',
	body_unreadable: 'its body could not be read.',
	body_too_large: `its body is larger than ${MAXIMUM_BODY_BYTES / 1024 / 1024} MiB.`,
};

interface RejectionFacts {
	readonly rejection: Pick<Rejected, 'ageSeconds'> & { readonly reason: DeliveryRejection };
	/** The header that was checked. */
	readonly header?: string | null;
	/** Names of the received headers; their values are not logged. */
	readonly headerNames?: readonly string[];
	readonly secrets?: readonly WebhookSecret[];
	/** The credential names no secret, so the generated one was checked. */
	readonly isUnnamed?: boolean;
	/** The error while reading the body or the credential's secrets. */
	readonly detail?: string;
}

/** The most header names in the log, so that a sender can't fill it. */
const MAX_NAMES = 40;
const MAX_NAME_LENGTH = 60;

function listed(names: readonly string[]): string {
	const shown = names.slice(0, MAX_NAMES).map((name) => name.slice(0, MAX_NAME_LENGTH));
	return shown.join(', ') + (names.length > MAX_NAMES ? ', …' : '');
}

/**
 * Returns the log message for a rejected delivery. It never contains a secret, a signature or a
 * part of the body.
 */
export function explainRejection(facts: RejectionFacts): string {
	const { rejection, header, headerNames, secrets = [], detail } = facts;
	const parts = [ADVICE[rejection.reason]];
	if (rejection.ageSeconds !== undefined) {
		const seconds = Math.abs(rejection.ageSeconds);
		parts.push(
			`It is ${seconds} s ${rejection.ageSeconds < 0 ? 'ahead of' : 'behind'} this server.`,
		);
	}
	if (header) parts.push(`Header checked: ${header}.`);
	if (rejection.reason === 'no_signature_header' && headerNames !== undefined) {
		parts.push(`Headers that came: ${listed(headerNames)}.`);
	}
	const blank = secrets.some(({ value }) => value !== value.trim());
	if (rejection.reason === 'signature_mismatch' && blank) {
		parts.push('The secret in the credential begins or ends with white space.');
	}
	if (facts.isUnnamed && rejection.reason === 'signature_mismatch') {
		parts.push(
			'The credential names no webhook secret, so the generated one was checked. Publish the workflow again: that registers it.',
		);
	}
	if (detail) parts.push(`Reason: ${detail.replace(/\.$/, '')}.`);
	return parts.join(' ');
}

/** An unverified delivery. */
export interface Received {
	readonly body: Buffer;
	readonly headers: RequestHeaders;
	/** The webhook secrets of the credential; with empty or blank ones nothing can be verified. */
	readonly secrets: readonly WebhookSecret[];
	/** Unix seconds. */
	readonly now: number;
}

/** What differs between the services. */
interface DeliveryKind {
	readonly credentialType: string;
	/**
	 * Rejects a delivery by its headers, without reading the credential and without an HMAC. It
	 * reveals nothing to the sender.
	 * @param now Unix seconds
	 */
	rejectHead(headers: RequestHeaders, now: number): HeaderVerdict<Rejected> | undefined;
	verify(received: Received): HeaderVerdict;
	readEnvelope(event: unknown): EventEnvelope;
	/**
	 * Returns the secrets of a credential that names none.
	 * @param moment Unix milliseconds
	 * @throws Error when they can't be determined
	 */
	unnamedSecrets?(fields: ICredentialDataDecryptedObject, moment: number): WebhookSecret[];
}

/** A verdict, and the facts for the operator's log. */
export interface Checked extends HeaderVerdict {
	/** More facts about a rejection for the operator. */
	readonly facts: Pick<RejectionFacts, 'secrets' | 'isUnnamed' | 'detail'>;
}

/** One for the whole process, since each delivery to a trigger has its own context. */
const credentialReads = new RequestCoalescer<ICredentialDataDecryptedObject>();

/** Returns the trigger's current credential. */
async function credentialOf(
	context: IWebhookFunctions,
	type: string,
): Promise<ICredentialDataDecryptedObject> {
	const { id, credentials } = context.getNode();
	const parts = [context.getWorkflow().id, id, context.getMode(), type, credentials?.[type]?.id];
	const read = async () => await context.getCredentials(type);
	return await credentialReads.read(JSON.stringify(parts), read);
}

/** Verifies a delivery with every currently valid secret. */
async function checkDelivery(
	context: IWebhookFunctions,
	kind: DeliveryKind,
	delivery: Pick<Received, 'body' | 'headers'>,
	received: Date,
): Promise<Checked> {
	const fields = await credentialOf(context, kind.credentialType);
	const moment = received.getTime();
	const now = Math.floor(moment / 1000);
	const zone = context.getTimezone();
	const { unnamed, detail } = unnamedOf(fields, kind, moment);
	const secrets = [...secretsOf(fields, moment, unnamed, zone), ...sampleSecrets(context)];
	const facts = { secrets, isUnnamed: unnamed !== undefined, ...(detail ? { detail } : {}) };
	return { ...kind.verify({ ...delivery, secrets, now }), facts };
}

/**
 * Returns the secrets of a credential that names none. Without one every delivery is rejected, and
 * the log has the reason.
 */
function unnamedOf(
	fields: ICredentialDataDecryptedObject,
	kind: DeliveryKind,
	moment: number,
): { unnamed?: WebhookSecret[]; detail?: string } {
	if (!kind.unnamedSecrets || namedSecret(fields) !== undefined) return {};
	try {
		return { unnamed: kind.unnamedSecrets(fields, moment) };
	} catch (error) {
		return { detail: error instanceof Error ? error.message : String(error) };
	}
}

interface VerifiedDelivery {
	readonly body: Buffer;
	readonly headers: RequestHeaders;
	readonly parsed: ParsedBody;
	readonly envelope: EventEnvelope;
	readonly verdict: Accepted;
	/** The signature header. */
	readonly header: string | null;
	readonly includeRawBody: boolean;
	/** By this server's clock. */
	readonly receivedAt: Date;
}

/**
 * Builds the item of a trigger: the event's envelope, the event exactly as delivered, and the
 * verification, in the order in which people look for them. It has no top-level `error`, which would make Retry On Fail repeat a later node
 * (n8n.md 3).
 */
function deliveryItem(delivery: VerifiedDelivery): INodeExecutionData {
	const { parsed, verdict, envelope } = delivery;
	const { event, ...asText } = parsed;
	const json = {
		...envelope,
		receivedAt: delivery.receivedAt.toISOString(),
		event,
		...asText,
		...(delivery.includeRawBody ? { rawBody: delivery.body.toString('utf8') } : {}),
		verified: {
			scheme: verdict.scheme,
			header: delivery.header,
			secret: verdict.secret,
			...(verdict.timestamp === undefined ? {} : { timestamp: verdict.timestamp }),
		},
		headers: tellingHeaders(delivery.headers, delivery.header),
	};
	return { json: json as unknown as IDataObject };
}

/**
 * n8n's addition to the Express request (n8n.md 2.1): bytes after decompression, read on demand.
 */
interface RawRequest {
	readonly rawBody?: Buffer;
	readRawBody?(): Promise<void>;
}

async function readRawBody(context: IWebhookFunctions): Promise<Buffer> {
	const request = context.getRequestObject() as unknown as RawRequest;
	if (!request.rawBody) await request.readRawBody?.();
	if (!Buffer.isBuffer(request.rawBody)) throw new TypeError('n8n gave no raw body.');
	return request.rawBody;
}

/**
 * Rejects a delivery. The answer is the same for every reason, so that a forger learns nothing from
 * it. The reason goes to the operator's log.
 */
function reject(context: IWebhookFunctions, facts: RejectionFacts): IWebhookResponseData {
	const { name } = context.getNode();
	context.logger.warn(`${name} rejected a delivery: ${explainRejection(facts)}`, {
		reason: facts.rejection.reason,
		...originOf(context),
	});
	context.getResponseObject().status(401).json({ error: 'Unauthorized' });
	return { noWebhookResponse: true };
}

/**
 * Answers an error on our side with 503, which invites a redelivery. A thrown error would store one
 * failed execution for each request of anyone (n8n.md 2.3).
 */
function unavailable(context: IWebhookFunctions, error: unknown): IWebhookResponseData {
	const { name } = context.getNode();
	const message = error instanceof Error ? error.message : String(error);
	context.logger.error(`${name} could not verify a delivery: ${message}`, originOf(context));
	context.getResponseObject().status(503).json({ error: 'Unavailable' });
	return { noWebhookResponse: true };
}

/** Returns the workflow and node for a log line. */
function originOf(context: IWebhookFunctions) {
	const { name, type } = context.getNode();
	return { nodeName: name, nodeType: type, workflowId: context.getWorkflow().id };
}

/**
 * Logs that a delivery used version 0.1's secret: the workflow keeps working, but should register a
 * random one.
 */
function warnOfLoginSecret(context: IWebhookFunctions): void {
	context.logger.warn(
		`${context.getNode().name} accepted a delivery that is signed with a secret which an earlier version derived from the password. Publish the workflow again: that registers a random secret.`,
		originOf(context),
	);
}

/** Whether the event is chosen: by its name and status, and for KillB by its action too. */
function isWanted(context: IWebhookFunctions, envelope: EventEnvelope): boolean {
	const { events, actions } = chosenNames(context);
	return isEventChosen(envelope, events) && isChosen(envelope.eventAction ?? null, actions);
}

/**
 * Handles a delivery: headers, raw bytes, signature, event filter, item. The body is not parsed
 * before its signature is verified, and no delivery is dropped as a duplicate: a redelivery may be
 * the only one that gets through (n8n.md 2.5).
 */
export async function receiveDelivery(
	context: IWebhookFunctions,
	kind: DeliveryKind,
): Promise<IWebhookResponseData> {
	const headers: RequestHeaders = context.getHeaderData();
	const received = new Date();
	const headerNames = Object.keys(headers);
	const early = kind.rejectHead(headers, Math.floor(received.getTime() / 1000));
	if (early) {
		return reject(context, { rejection: early.verdict, header: early.header, headerNames });
	}
	if (Number(headers['content-length'] ?? 0) > MAXIMUM_BODY_BYTES) {
		return reject(context, { rejection: { reason: 'body_too_large' } });
	}
	let body: Buffer;
	try {
		body = await readRawBody(context);
	} catch (error) {
		const detail = error instanceof Error ? error.message : String(error);
		return reject(context, { rejection: { reason: 'body_unreadable' }, detail });
	}
	if (body.length > MAXIMUM_BODY_BYTES) {
		return reject(context, { rejection: { reason: 'body_too_large' } });
	}

	let checked: Checked;
	try {
		checked = await checkDelivery(context, kind, { body, headers }, received);
	} catch (error) {
		return unavailable(context, error);
	}
	const { verdict, header, facts } = checked;
	if (!verdict.ok) return reject(context, { rejection: verdict, header, headerNames, ...facts });
	if (verdict.isFromLogin) warnOfLoginSecret(context);
	if (verdict.secret === 'sample') forgetSampleSecret(context);

	const parsed = parseBody(body);
	const envelope = kind.readEnvelope(parsed.event);
	// The body of the answer in KillB's samples (killb.md 4.4).
	if (!isWanted(context, envelope)) return { webhookResponse: { received: true } };
	const includeRawBody = context.getNodeParameter('settings.includeRawBody', false) === true;
	const item = deliveryItem({
		body,
		headers,
		parsed,
		envelope,
		verdict,
		header,
		includeRawBody,
		receivedAt: received,
	});
	return { workflowData: [[item]] };
}
