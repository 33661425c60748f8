import type { ICredentialDataDecryptedObject, IWebhookFunctions } from 'n8n-workflow';
import type { EventEnvelope } from '../../../core/webhook/envelope';
import { FreshReads } from '../../../core/webhook/freshReads';
import { acceptedSecrets, namesSecret, retiredSecrets } from '../../../core/webhook/secrets';
import type { RequestHeaders } from '../../../core/webhook/signatureHeader';
import type { SignatureVerdict, WebhookSecret } from '../../../core/webhook/verdict';
import type { RefusalFacts } from './refusalAdvice';

/** A delivery before it is verified. */
export interface Received {
	readonly body: Buffer;
	readonly headers: RequestHeaders;
	/** The webhook secrets of the credential; may be empty or blank, then nothing can be verified. */
	readonly secrets: readonly WebhookSecret[];
	/** Unix seconds. */
	readonly now: number;
}

export interface HeaderVerdict {
	readonly verdict: SignatureVerdict;
	readonly header: string | null;
}

/** What differs between the services. */
export interface DeliveryKind {
	readonly credentialType: string;
	verify(received: Received): HeaderVerdict;
	readEnvelope(event: unknown): EventEnvelope;
	/**
	 * The secret where the credential names none.
	 * @throws Error when the credential has nothing to make it from
	 */
	derivedSecret?(fields: ICredentialDataDecryptedObject): string;
}

/** A verdict, and what the operator's log needs. */
export interface Checked extends HeaderVerdict {
	/** What else the operator has to know about a refusal. */
	readonly facts: Pick<RefusalFacts, 'secrets' | 'isDerived' | 'isRetired' | 'detail'>;
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
	const { derived, detail } = namesSecret(fields) ? {} : derivedFrom(fields, kind);
	const secrets = acceptedSecrets(fields, moment, derived, zone);
	const result = kind.verify({ ...delivery, secrets, now });
	const { verdict } = result;
	const facts = { secrets, isDerived: derived !== undefined, ...(detail ? { detail } : {}) };
	if (verdict.ok || verdict.reason !== 'signature_mismatch') return { ...result, facts };
	// Done for every mismatch, so that the time taken does not tell the sender how it ended.
	const retired = retiredSecrets(fields, moment, zone);
	const byRetired = kind.verify({ ...delivery, secrets: retired, now }).verdict;
	const isRetired = byRetired.ok || byRetired.ageSeconds !== undefined;
	return { ...result, facts: { ...facts, isRetired } };
}

/** Without a secret every delivery is refused; the reason belongs into the log. */
function derivedFrom(
	fields: ICredentialDataDecryptedObject,
	kind: DeliveryKind,
): { derived?: string; detail?: string } {
	if (!kind.derivedSecret) return {};
	try {
		return { derived: kind.derivedSecret(fields) };
	} catch (error) {
		return { detail: error instanceof Error ? error.message : String(error) };
	}
}
