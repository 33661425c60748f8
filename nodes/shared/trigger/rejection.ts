import type {
	IDataObject,
	INodeExecutionData,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { MAXIMUM_BODY_BYTES } from '../../../core/webhook/delivery';
import {
	deliveryLog,
	type DeliveryTarget,
	type RejectedDelivery,
} from '../../../core/webhook/deliveryLog';
import type { Rejected, RejectionReason, WebhookSecret } from '../../../core/webhook/signature';

/** The reasons why a delivery can't be verified. */
export type DeliveryRejection = RejectionReason | 'body_unreadable' | 'body_too_large';

const ADVICE: Record<DeliveryRejection, string> = {
	no_secret:
		'no webhook secret is set in the credential. Enter the secret that the service signs deliveries with; until then, every delivery is rejected.',
	no_signature_header:
		'it has no signature header. Either it is not from the service, or the header has another name or was removed by a proxy.',
	malformed_header: 'its signature header does not have the documented form.',
	signature_mismatch:
		'the signature does not match the body. Either it is forged, the webhook secret in the credential is not the one of the service, or a proxy changed the body.',
	timestamp_too_old:
		'its timestamp is too old. Either it is a replay, or a clock is wrong: check this server’s time.',
	timestamp_in_future:
		'its timestamp is in the future. Either it is forged, or a clock is wrong: check this server’s time.',
	other_service:
		'its body begins with a timestamp, like the text that KernelHost signs. It is forged, or a forwarded KernelHost delivery. Use different webhook secrets for KernelHost and KillB.',
	retired_secret:
		'it is signed with the previous webhook secret, which is no longer accepted: the time in "Accept the Previous Secret Until" is over, missing or invalid. The service still uses the old secret: publish the workflow again, change the secret at the service, or set a later time.',
	body_unreadable: 'its body could not be read.',
	body_too_large: `its body is larger than ${MAXIMUM_BODY_BYTES / 1024 / 1024} MiB.`,
};

export interface RejectionFacts {
	readonly rejection: Pick<Rejected, 'ageSeconds'> & { readonly reason: DeliveryRejection };
	/** The header that was checked. */
	readonly header?: string | null;
	/** Names of the received headers; their values are not logged. */
	readonly headerNames?: readonly string[] | undefined;
	readonly secrets?: readonly WebhookSecret[];
	/** The credential names no secret, so the generated one was checked. */
	readonly isUnnamed?: boolean;
	/** The error while reading the body or the credential's secrets. */
	readonly detail?: string;
	/** The bytes of the body, where it was read. */
	readonly size?: number;
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
	if (header) parts.push(`Header checked: ${cutNames([header]).join()}.`);
	if (rejection.reason === 'no_signature_header' && headerNames !== undefined) {
		parts.push(`Headers received: ${cutNames(headerNames).join(', ')}.`);
	}
	const blank = secrets.some(({ value }) => value !== value.trim());
	if (rejection.reason === 'signature_mismatch' && blank) {
		parts.push('The secret in the credential starts or ends with white space.');
	}
	if (facts.isUnnamed && rejection.reason === 'signature_mismatch') {
		parts.push(
			'The credential has no webhook secret, so the generated one was used. Publish the workflow again to register it.',
		);
	}
	if (detail) parts.push(`Reason: ${detail.replace(/\.$/, '')}.`);
	return parts.join(' ');
}

/** The most header names that are kept and logged, so that a sender can't fill either. */
const MAX_NAMES = 40;
const MAX_NAME_LENGTH = 60;

/** Cuts a list of header names, and each of them. */
function cutNames(names: readonly string[]): string[] {
	const shown = names.slice(0, MAX_NAMES).map((name) => name.slice(0, MAX_NAME_LENGTH));
	return names.length > MAX_NAMES ? [...shown, '…'] : shown;
}

/**
 * Rejects a delivery. The answer is the same for every reason, so that a forger learns nothing from
 * it. The reason goes to the operator's log.
 */
export function reject(
	context: IWebhookFunctions,
	target: DeliveryTarget,
	facts: RejectionFacts,
): IWebhookResponseData {
	const { reason } = facts.rejection;
	log(target, reason, (omitted) => {
		const message = `${target.node} rejected a delivery: ${explainRejection(facts)}${omitted}`;
		context.logger.warn(message, { reason, ...originOf(context) });
	});
	context.getResponseObject().status(401).json({ error: 'Unauthorized' });
	return record(context, target, {
		reason,
		advice: explainRejection({ ...facts, headerNames: undefined }),
		...(facts.size === undefined ? {} : { size: facts.size }),
	});
}

/**
 * Answers an error on our side with 503, which invites a redelivery. A thrown error would store one
 * failed execution for each request of anyone (n8n.md 2.3).
 */
export function unavailable(
	context: IWebhookFunctions,
	target: DeliveryTarget,
	error: unknown,
	size: number,
): IWebhookResponseData {
	const reason = 'could_not_verify';
	log(target, reason, (omitted) => {
		const cause = error instanceof Error ? error.message : String(error);
		const message = `${target.node} could not verify a delivery: ${cause}${omitted}`;
		context.logger.error(message, originOf(context));
	});
	context.getResponseObject().status(503).json({ error: 'Unavailable' });
	return record(context, target, {
		reason,
		advice:
			'n8n could not verify it, for example because the credential could not be read. See n8n’s log for the reason. The sender was asked to retry.',
		size,
	});
}

/**
 * Logs a rejected delivery, unless many were logged for the same reason just before.
 * @param write gets a sentence about those that are not logged, or an empty string
 */
function log(target: DeliveryTarget, reason: string, write: (omitted: string) => void): void {
	const line = deliveryLog.line(target, reason);
	if (!line) return;
	const earlier = line.omitted > 0 ? ` Not logged before this one: ${line.omitted}.` : '';
	const later = line.isLast
		? ' More of these are not logged for a minute: Check Connection lists the latest.'
		: '';
	write(earlier + later);
}

/** Returns the workflow and node for a log line. */
export function originOf(context: IWebhookFunctions) {
	const { name, type } = context.getNode();
	return { nodeName: name, nodeType: type, workflowId: context.getWorkflow().id };
}

interface Rejection {
	readonly reason: string;
	/** A sentence for the user, which may begin in lower case as in the log. */
	readonly advice: string;
	/** The bytes of the body, where it was read. */
	readonly size?: number;
}

/**
 * Records a rejected delivery that was answered already, and starts the workflow on its second
 * output if the user wants that.
 */
function record(
	context: IWebhookFunctions,
	target: DeliveryTarget,
	{ reason, advice, size }: Rejection,
): IWebhookResponseData {
	const headers = context.getHeaderData() as Readonly<Record<string, unknown>>;
	const delivery: RejectedDelivery = {
		rejectedAt: new Date().toISOString(),
		reason,
		advice: advice.charAt(0).toUpperCase() + advice.slice(1),
		headerNames: cutNames(Object.keys(headers)),
		size: size ?? announcedSize(headers['content-length']),
	};
	deliveryLog.reject(target, delivery);
	const count = wantsReports(context) ? deliveryLog.report(target) : undefined;
	if (count === undefined) return { noWebhookResponse: true };
	return { noWebhookResponse: true, workflowData: [[], [reportOf(delivery, count)]] };
}

function reportOf(delivery: RejectedDelivery, count: number): INodeExecutionData {
	const json = { ...delivery, rejectedSinceLastReport: count };
	return { json: json as unknown as IDataObject };
}

/**
 * Whether the user switched *Report Rejected Deliveries* on. The option takes no expression, so it
 * is read without n8n's evaluation: a rejection must stay cheap.
 *
 * With *Always Output Data* n8n would also start the output for genuine events, with an empty item.
 */
function wantsReports(context: IWebhookFunctions): boolean {
	const { parameters, alwaysOutputData } = context.getNode();
	const settings = parameters.settings as IDataObject | undefined;
	return settings?.reportRejected === true && alwaysOutputData !== true;
}

function announcedSize(length: unknown): number | null {
	return typeof length === 'string' && /^\d{1,15}$/.test(length) ? Number(length) : null;
}
