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
	parseBody,
	type ParsedBody,
	splitNames,
} from '../../../core/webhook/event';
import type {
	Accepted,
	HeaderVerdict,
	Rejected,
	RequestHeaders,
	WebhookSecret,
} from '../../../core/webhook/signature';
import { RequestCoalescer } from '../../../core/concurrency';
import { namedSecret, sampleSecrets, secretsOf } from '../../../core/webhook/secrets';
import { tellingHeaders } from '../../../core/webhook/itemHeaders';
import { deliveryLog, type DeliveryTarget } from '../../../core/webhook/deliveryLog';
import {
	MAXIMUM_BODY_BYTES,
	originOf,
	reject,
	type RejectionFacts,
	unavailable,
} from './rejection';

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
	const secrets = [...secretsOf(fields, moment, unnamed, zone), ...sampleSecretOf(context)];
	const facts = { secrets, isUnnamed: unnamed !== undefined, ...(detail ? { detail } : {}) };
	return { ...kind.verify({ ...delivery, secrets, now }), facts };
}

/** Returns what stands for a trigger in this process. Its hooks and its webhooks give the same. */
export function triggerKey(context: IHookFunctions | IWebhookFunctions): string {
	const { id, webhookId } = context.getNode();
	return JSON.stringify([context.getWorkflow().id, id, webhookId]);
}

/**
 * Returns the secret of a sample that is on its way to this trigger's test URL. A delivery to the
 * production URL never gets one.
 */
function sampleSecretOf(context: IWebhookFunctions): WebhookSecret[] {
	return context.getMode() === 'manual' ? sampleSecrets.of(triggerKey(context)) : [];
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
 * verification, in the order in which people look for them. It has no top-level `error`, which would
 * make Retry On Fail repeat a later node (n8n.md 3).
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
 * Logs that a delivery used version 0.1's secret: the workflow keeps working, but should register a
 * random one.
 */
function warnOfLoginSecret(context: IWebhookFunctions): void {
	context.logger.warn(
		`${context.getNode().name} accepted a delivery that is signed with a secret which an earlier version derived from the password. Publish the workflow again: that registers a random secret.`,
		originOf(context),
	);
}

/** Returns the trigger and the address that a delivery came to. */
function targetOf(context: IWebhookFunctions, credentialType: string): DeliveryTarget {
	const node = context.getNode();
	const workflow = context.getWorkflow();
	return {
		credentialType,
		credentialId: String(node.credentials?.[credentialType]?.id ?? ''),
		workflowId: String(workflow.id ?? ''),
		workflow: String(workflow.name ?? ''),
		nodeId: node.id,
		node: node.name,
		isTest: context.getMode() === 'manual',
	};
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
	const target = targetOf(context, kind.credentialType);
	const headerNames = Object.keys(headers);
	const early = kind.rejectHead(headers, Math.floor(received.getTime() / 1000));
	if (early) {
		return reject(context, target, { rejection: early.verdict, header: early.header, headerNames });
	}
	if (Number(headers['content-length'] ?? 0) > MAXIMUM_BODY_BYTES) {
		return reject(context, target, { rejection: { reason: 'body_too_large' } });
	}
	let body: Buffer;
	try {
		body = await readRawBody(context);
	} catch (error) {
		const detail = error instanceof Error ? error.message : String(error);
		return reject(context, target, { rejection: { reason: 'body_unreadable' }, detail });
	}
	const size = body.length;
	if (size > MAXIMUM_BODY_BYTES) {
		return reject(context, target, { rejection: { reason: 'body_too_large' }, size });
	}

	let checked: Checked;
	try {
		checked = await checkDelivery(context, kind, { body, headers }, received);
	} catch (error) {
		return unavailable(context, target, error, size);
	}
	const { verdict, header, facts } = checked;
	if (!verdict.ok) {
		return reject(context, target, { rejection: verdict, header, headerNames, size, ...facts });
	}
	deliveryLog.accept(target, received.toISOString());
	if (verdict.isFromLogin) warnOfLoginSecret(context);
	if (verdict.secret === 'sample') sampleSecrets.forget(triggerKey(context));

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
