import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { ParsedBody } from '../../../core/webhook/body';
import type { EventEnvelope } from '../../../core/webhook/envelope';
import { tellingHeaders } from '../../../core/webhook/itemHeaders';
import type { RequestHeaders } from '../../../core/webhook/signatureHeader';
import type { Accepted } from '../../../core/webhook/verdict';

export interface VerifiedDelivery {
	readonly body: Buffer;
	readonly headers: RequestHeaders;
	readonly parsed: ParsedBody;
	readonly envelope: EventEnvelope;
	readonly verdict: Accepted;
	/** The header that carried the signature. */
	readonly header: string | null;
	readonly includeRawBody: boolean;
	/** By this server's clock. */
	readonly receivedAt: Date;
}

/**
 * The item of a trigger: what the event is, the event exactly as it was delivered, and what was verified. It has no
 * top-level `error`, which would make Retry On Fail repeat a later node (n8n.md section 3).
 */
export function deliveryItem(delivery: VerifiedDelivery): INodeExecutionData {
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
