import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import type { RequestHeaders } from '../../../core/webhook/signatureHeader';
import type { EventEnvelope } from '../../../core/webhook/envelope';
import { parseBody } from '../../../core/webhook/body';
import { isChosen } from '../../../core/webhook/selection';
import { chosenNames } from './chosenNames';
import { checkDelivery } from './deliveryCheck';
import type { Checked, DeliveryKind } from './deliveryCheck';
import { deliveryItem } from './deliveryItem';
import { explainRejection, MAXIMUM_BODY_BYTES } from './rejectionAdvice';
import type { RejectionFacts } from './rejectionAdvice';

/** n8n's addition to the Express request (n8n.md 2.1): bytes after decompression, read on demand. */
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
 * The sender gets one and the same answer for every reason, so that nobody can find out by trying what is wrong
 * with a forgery. The reason goes to the operator's log.
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
 * Our own fault, not the sender's: 503 invites a redelivery. Thrown, it would store one failed execution for each
 * request of any stranger (n8n.md 2.3).
 */
function unavailable(context: IWebhookFunctions, error: unknown): IWebhookResponseData {
	const { name } = context.getNode();
	const message = error instanceof Error ? error.message : String(error);
	context.logger.error(`${name} could not verify a delivery: ${message}`, originOf(context));
	context.getResponseObject().status(503).json({ error: 'Unavailable' });
	return { noWebhookResponse: true };
}

/** What a line of the log is about. */
function originOf(context: IWebhookFunctions) {
	const { name, type } = context.getNode();
	return { nodeName: name, nodeType: type, workflowId: context.getWorkflow().id };
}

/** A workflow that version 0.1 published keeps working, and its operator is told to register a random secret. */
function tellOfLoginSecret(context: IWebhookFunctions): void {
	context.logger.warn(
		`${context.getNode().name} accepted a delivery that is signed with a secret which an earlier version derived from the password. Publish the workflow again: that registers a random secret.`,
		originOf(context),
	);
}

/** Whether the user wants this event: by event name, and for KillB by action too. */
function isWanted(context: IWebhookFunctions, envelope: EventEnvelope): boolean {
	const { events, actions } = chosenNames(context);
	return isChosen(envelope.eventType, events) && isChosen(envelope.eventAction ?? null, actions);
}

/**
 * A delivery's way: headers, raw bytes, signature, choice of events, item. Nothing of the body is looked at before its signature is
 * verified, and no delivery is dropped as a duplicate: a redelivery may be the only one that gets through (n8n.md 2.5).
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
	if (verdict.isFromLogin) tellOfLoginSecret(context);

	const parsed = parseBody(body);
	const envelope = kind.readEnvelope(parsed.event);
	// KillB's samples answer with this body (killb.md section 4.4).
	if (!isWanted(context, envelope)) return { webhookResponse: { received: true } };
	const includeRawBody = context.getNodeParameter('settings.includeRawBody', false) === true;
	const item = deliveryItem({
		...{ body, headers, parsed, envelope, verdict, header, includeRawBody },
		receivedAt: received,
	});
	return { workflowData: [[item]] };
}
