import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IHookFunctions,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import {
	type EventEnvelope,
	isChosen,
	isEventChosen,
	splitNames,
} from '../../../core/webhook/event';
import {
	checkDelivery,
	type Checked,
	deliveryItem,
	type DeliveryKind,
	MAXIMUM_BODY_BYTES,
	readEvent,
} from '../../../core/webhook/delivery';
import type { RequestHeaders, WebhookSecret } from '../../../core/webhook/signature';
import { BoundedMap } from '../../../core/boundedMap';
import { RequestCoalescer } from '../../../core/concurrency';
import { sampleSecrets } from '../../../core/webhook/secrets';
import { deliveryLog, type DeliveryTarget } from '../../../core/webhook/deliveryLog';
import { originOf, reject, unavailable } from './rejection';

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

/** One for the whole process, since each delivery to a trigger has its own context. */
const credentialReads = new RequestCoalescer<ICredentialDataDecryptedObject>();

/**
 * How long a credential may accept deliveries after it was read, in milliseconds. Reading it is what
 * a verified delivery costs most (n8n.md 2.7).
 */
const ACCEPTS_FOR_MS = 1000;

/** The credentials that were read last, by trigger, each with the time before it was read. */
const lastReads = new BoundedMap<{ fields: ICredentialDataDecryptedObject; at: number }>(1000);

/**
 * Checks a delivery with the trigger's credential. One that was read a moment ago may accept it, so
 * a secret still works for a moment after it was replaced. Only one that is read now may reject it:
 * a delivery with a new secret must not be lost.
 */
async function checkedByCredential(
	context: IWebhookFunctions,
	{ workflowId, nodeId, isTest, credentialType, credentialId }: DeliveryTarget,
	check: (fields: ICredentialDataDecryptedObject) => Checked,
): Promise<Checked> {
	const key = JSON.stringify([workflowId, nodeId, isTest, credentialType, credentialId]);
	const at = performance.now();
	const last = lastReads.get(key);
	const early = last && at - last.at < ACCEPTS_FOR_MS ? check(last.fields) : undefined;
	if (early?.verdict.ok) return early;
	const fields = await credentialReads.read(
		key,
		async () => await context.getCredentials(credentialType),
	);
	lastReads.set(key, { fields, at });
	// The same credential would give the same verdict, for as many HMACs again.
	const isSame = JSON.stringify(fields) === JSON.stringify(last?.fields);
	return early && isSame ? early : check(fields);
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
		`${context.getNode().name} accepted a delivery signed with a secret that an earlier version derived from the password. Publish the workflow again to register a random secret.`,
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
 * Handles a delivery: headers, raw bytes, signature, event filter, item. Only the raw bytes are read,
 * never what n8n parsed of them (n8n.md 2.1), and no delivery is dropped as a duplicate: a
 * redelivery may be the only one that gets through (n8n.md 2.5).
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
		const timeZone = context.getTimezone();
		const more = sampleSecretOf(context);
		checked = await checkedByCredential(context, target, (fields) =>
			checkDelivery(kind, { body, headers }, { fields, receivedAt: received, timeZone, more }),
		);
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

	const event = readEvent(kind, body);
	// The body of the answer in KillB's samples (killb.md 4.4).
	if (!isWanted(context, event.envelope)) return { webhookResponse: { received: true } };
	const includeRawBody = context.getNodeParameter('settings.includeRawBody', false) === true;
	const json = deliveryItem({
		...event,
		body,
		headers,
		verdict,
		header,
		includeRawBody,
		receivedAt: received,
	});
	return { workflowData: [[{ json: json as IDataObject }]] };
}
