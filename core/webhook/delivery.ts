import { type EventEnvelope, type ParsedBody, parseBody } from './event';
import { namedSecret, type SecretFields, secretsOf } from './secrets';
import {
	type Accepted,
	hasStripeForm,
	type HeaderVerdict,
	type Rejected,
	type RequestHeaders,
	type WebhookSecret,
} from './signature';

/** The largest body that is verified: n8n's default limit. */
export const MAXIMUM_BODY_BYTES = 16 * 1024 * 1024;

/** An unverified delivery. */
export interface Received {
	/** The received bytes, never decoded. */
	readonly body: Uint8Array;
	readonly headers: RequestHeaders;
	/** The webhook secrets of the credential; with empty or blank ones nothing can be verified. */
	readonly secrets: readonly WebhookSecret[];
	/** Unix seconds. */
	readonly now: number;
}

/** What differs between the services. */
export interface DeliveryKind {
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
	unnamedSecrets?(fields: SecretFields, moment: number): WebhookSecret[];
}

/** A verdict, and the facts for the operator. */
export interface Checked extends HeaderVerdict {
	readonly facts: {
		readonly secrets: readonly WebhookSecret[];
		/** The credential names no secret, so the generated one was checked. */
		readonly isUnnamed: boolean;
		/** Why the credential's secrets could not be determined. */
		readonly detail?: string;
	};
}

/** The receiver's side of a verification. */
interface Receiver {
	/** The fields of the credential. */
	readonly fields: SecretFields;
	readonly receivedAt: Date;
	/** Zone of the credential's times without one. */
	readonly timeZone: string;
	/** Further secrets, such as that of a sample. */
	readonly more?: readonly WebhookSecret[];
}

/** Verifies a delivery with every currently valid secret. */
export function checkDelivery(
	kind: DeliveryKind,
	delivery: Pick<Received, 'body' | 'headers'>,
	{ fields, receivedAt, timeZone, more = [] }: Receiver,
): Checked {
	const moment = receivedAt.getTime();
	const now = Math.floor(moment / 1000);
	const { unnamed, detail } = unnamedOf(fields, kind, moment);
	const secrets = [...secretsOf(fields, moment, unnamed, timeZone), ...more];
	const facts = { secrets, isUnnamed: unnamed !== undefined, ...(detail ? { detail } : {}) };
	return { ...kind.verify({ ...delivery, secrets, now }), facts };
}

/**
 * Returns the secrets of a credential that names none. Without one every delivery is rejected, and
 * the facts have the reason.
 */
function unnamedOf(
	fields: SecretFields,
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

/** A verified body, and what is known of its event. */
export interface VerifiedEvent {
	readonly parsed: ParsedBody;
	readonly envelope: EventEnvelope;
}

/** Reads a verified body. */
export function readEvent(kind: DeliveryKind, body: Uint8Array): VerifiedEvent {
	const parsed = parseBody(body);
	return { parsed, envelope: kind.readEnvelope(parsed.event) };
}

interface VerifiedDelivery extends VerifiedEvent {
	readonly body: Uint8Array;
	readonly headers: RequestHeaders;
	readonly verdict: Accepted;
	/** The signature header. */
	readonly header: string | null;
	readonly includeRawBody: boolean;
	/** By this server's clock. */
	readonly receivedAt: Date;
}

/**
 * Returns the item of a delivery: the event's envelope, the event exactly as delivered, and the
 * verification, in the order in which people look for them. It has no top-level `error`, which would
 * make Retry On Fail repeat a later node (n8n.md 3).
 */
export function deliveryItem(delivery: VerifiedDelivery): object {
	const { parsed, verdict, envelope } = delivery;
	const { event, ...asText } = parsed;
	return {
		...envelope,
		receivedAt: delivery.receivedAt.toISOString(),
		event,
		...asText,
		...(delivery.includeRawBody ? { rawBody: textOf(delivery.body) } : {}),
		verified: {
			scheme: verdict.scheme,
			header: delivery.header,
			secret: verdict.secret,
			...(verdict.timestamp === undefined ? {} : { timestamp: verdict.timestamp }),
		},
		headers: tellingHeaders(delivery.headers, delivery.header),
	};
}

/** A byte order mark is part of the text. */
function textOf({ buffer, byteOffset, byteLength }: Uint8Array): string {
	return Buffer.from(buffer, byteOffset, byteLength).toString('utf8');
}

/**
 * Words in the names of headers that describe a delivery: its format, its sender, and details that
 * a vendor adds to the body. They are matched with the dash-separated parts of a name, since
 * neither vendor documents its headers in full. Signatures, cookies, authorisation and proxy
 * headers stay off the item: anyone who reads an execution must not be able to replay the delivery.
 */
const TELLING_WORDS: ReadonlySet<string> = new Set([
	'attempt',
	'delivery',
	'event',
	'idempotency',
	'kernelhost',
	'kh',
	'killb',
	'retry',
	'timestamp',
	'webhook',
]);

const TELLING_NAMES: ReadonlySet<string> = new Set([
	'content-type',
	'date',
	'user-agent',
	'x-request-id',
]);

/** Names of headers that carry a signature or a key, whatever else is in the name. */
const SIGNS = /sig|hmac|hash|digest|sha\d|token|secret|auth|passw|api-?key/i;

/** A SHA-1 digest or a longer one in hexadecimal digits, a SHA-256 digest or a longer one in Base64. */
const DIGEST = /[\da-f]{40}|[\w+/]{43}/i;

/**
 * Returns the headers to keep on the item; names in lower case, repeated ones joined with `, `.
 * @param checked the signature header, in lower case
 */
export function tellingHeaders(
	headers: RequestHeaders,
	checked: string | null = null,
): Record<string, string> {
	const kept: Record<string, string> = {};
	for (const [key, value] of Object.entries(headers)) {
		const name = key.toLowerCase();
		const text = Array.isArray(value) ? value.join(', ') : value;
		if (text === undefined || name === checked || hasStripeForm(text)) continue;
		const describes = name.split('-').some((word) => TELLING_WORDS.has(word));
		const isSecret = SIGNS.test(name) || DIGEST.test(text);
		if (TELLING_NAMES.has(name) || (describes && !isSecret)) kept[name] = text;
	}
	return kept;
}
