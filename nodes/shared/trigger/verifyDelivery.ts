import type { IDataObject } from 'n8n-workflow';
import {
	checkDelivery,
	deliveryItem,
	type DeliveryKind,
	MAXIMUM_BODY_BYTES,
	readEvent,
} from '../../../core/webhook/delivery';
import { isObject } from '../../../core/json';
import type { RequestHeaders } from '../../../core/webhook/signature';
import { GuardError } from '../errors/failure';
import type { Values } from '../fields/field';
import { required, requiredText, toggle } from '../fields/fields';
import { file } from '../fields/list';
import type { ExecutionContext } from '../operation/operation';
import { explainRejection, type RejectionFacts } from './rejection';

/** The inputs of every Verify Delivery: what n8n's Webhook node gives with its option Raw Body. */
export const receivedFields = {
	rawBody: required(
		file({
			displayName: 'Input Binary Field',
			hint: 'The name of the input binary field with the raw body. Turn on Raw Body in the Webhook node.',
			default: 'data',
		}),
	),
	// A name and not an expression, for which n8n would build an isolate (n8n.md 2.7).
	headersField: requiredText({
		displayName: 'Headers Field',
		hint: 'The name of the input field with the headers of the request',
		default: 'headers',
	}),
};

export const includeRawBody = toggle({
	displayName: 'Include Raw Body',
	description: 'Whether to add the body as the exact text received',
	default: false,
});

type ReceivedValues = Values<typeof receivedFields> & { includeRawBody: boolean };

/**
 * Verifies a delivery that n8n's Webhook node received, as the triggers do.
 * @returns the item of the trigger
 * @throws GuardError with the trigger's reason for a rejected delivery
 */
export async function verifyDelivery(
	kind: DeliveryKind,
	values: ReceivedValues,
	executionContext: ExecutionContext,
): Promise<IDataObject> {
	const headers = headersIn(executionContext.inputField(values.headersField));
	const receivedAt = new Date();
	const early = kind.rejectHead(headers, Math.floor(receivedAt.getTime() / 1000));
	if (early) throw rejected({ rejection: early.verdict, header: early.header }, headers);
	const { bytes: body } = await executionContext.readFile(values.rawBody);
	if (body.length > MAXIMUM_BODY_BYTES) {
		throw rejected({ rejection: { reason: 'body_too_large' } }, headers);
	}
	const fields = await executionContext.credential(kind.credentialType);
	const timeZone = executionContext.timeZone();
	const checked = checkDelivery(kind, { body, headers }, { fields, receivedAt, timeZone });
	const { verdict, header, facts } = checked;
	if (!verdict.ok) throw rejected({ rejection: verdict, header, ...facts }, headers);
	const event = readEvent(kind, body);
	const delivery = { ...event, body, headers, verdict, header, receivedAt };
	return deliveryItem({ ...delivery, includeRawBody: values.includeRawBody }) as IDataObject;
}

/** Returns the headers with the values that Node gives; anything else verifies nothing. */
function headersIn(given: unknown): RequestHeaders {
	const isText = (value: unknown) => typeof value === 'string';
	const entries = Object.entries(isObject(given) ? given : {}).filter(
		([, value]) => isText(value) || (Array.isArray(value) && value.every(isText)),
	);
	return Object.fromEntries(entries) as RequestHeaders;
}

function rejected(facts: RejectionFacts, headers: RequestHeaders): GuardError {
	const { reason } = facts.rejection;
	const advice = explainRejection({ ...facts, headerNames: Object.keys(headers) });
	return new GuardError(
		'DELIVERY_REJECTED',
		`The delivery is not verified: ${reason.replaceAll('_', ' ')}`,
		advice.charAt(0).toUpperCase() + advice.slice(1),
		{ reason },
	);
}
