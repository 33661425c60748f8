import type { ICredentialDataDecryptedObject, IWebhookFunctions } from 'n8n-workflow';
import type { EventEnvelope } from '../../../core/webhook/envelope';
import { FreshReads } from '../../../core/webhook/freshReads';
import { namedSecret, secretsOf } from '../../../core/webhook/secrets';
import type { RequestHeaders } from '../../../core/webhook/signatureHeader';
import type { HeaderVerdict, Rejected, WebhookSecret } from '../../../core/webhook/verdict';
import type { RejectionFacts } from './rejectionAdvice';

/** A delivery before it is verified. */
export interface Received {
	readonly body: Buffer;
	readonly headers: RequestHeaders;
	/** The webhook secrets of the credential; may be empty or blank, then nothing can be verified. */
	readonly secrets: readonly WebhookSecret[];
	/** Unix seconds. */
	readonly now: number;
}

/** What differs between the services. */
export interface DeliveryKind {
	readonly credentialType: string;
	/**
	 * What is wrong with a delivery as far as its headers tell: what is rejected here costs neither a reading of the credential nor an
	 * HMAC, and tells the sender nothing but what he sent.
	 * @param now Unix seconds
	 */
	rejectHead(headers: RequestHeaders, now: number): HeaderVerdict<Rejected> | undefined;
	verify(received: Received): HeaderVerdict;
	readEnvelope(event: unknown): EventEnvelope;
	/**
	 * The secrets of a credential that names none.
	 * @param moment Unix milliseconds
	 * @throws Error when they can't be told
	 */
	unnamedSecrets?(fields: ICredentialDataDecryptedObject, moment: number): WebhookSecret[];
}

/** A verdict, and what the operator's log needs. */
export interface Checked extends HeaderVerdict {
	/** What else the operator has to know about a rejection. */
	readonly facts: Pick<RejectionFacts, 'secrets' | 'isUnnamed' | 'detail'>;
}

/** One for the whole process: deliveries to one trigger come with a context each. */
const credentialReads = new FreshReads<ICredentialDataDecryptedObject>();

/** The credential of the trigger, as it is now. */
async function credentialOf(
	context: IWebhookFunctions,
	type: string,
): Promise<ICredentialDataDecryptedObject> {
	const { id, credentials } = context.getNode();
	const parts = [context.getWorkflow().id, id, context.getMode(), type, credentials?.[type]?.id];
	const read = async () => await context.getCredentials(type);
	return await credentialReads.read(JSON.stringify(parts), read);
}

/** Verifies with every secret that is in force at the moment. */
export async function checkDelivery(
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
	const secrets = secretsOf(fields, moment, unnamed, zone);
	const facts = { secrets, isUnnamed: unnamed !== undefined, ...(detail ? { detail } : {}) };
	return { ...kind.verify({ ...delivery, secrets, now }), facts };
}

/** Without a secret every delivery is rejected; the reason belongs into the log. */
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
