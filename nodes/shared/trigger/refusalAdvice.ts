import type { RefusalReason, Refused, WebhookSecret } from '../../../core/webhook/verdict';

/** Everything that keeps a delivery from being verified. */
export type DeliveryRefusal = RefusalReason | 'body_unreadable';

const ADVICE: Record<DeliveryRefusal, string> = {
	no_secret:
		'no webhook secret is set in the credential. Enter the secret that the vendor signs deliveries with; until then every delivery is refused.',
	no_signature_header:
		'it carries no signature header. Either it is not from the vendor, or the header has another name or is removed by a proxy.',
	malformed_header: 'its signature header is not of the documented form.',
	signature_mismatch:
		'the signature does not match the body. Either it is forged, or the webhook secret in the credential is not the one that the vendor uses, or a proxy changes the body.',
	timestamp_too_old:
		'the signature is right, but its time is too far in the past. Either it is a replay, or a clock is wrong: check the time of this server.',
	timestamp_in_future:
		'the signature is right, but its time is in the future. A clock is wrong: check the time of this server.',
	body_unreadable: 'its body could not be read.',
};

export interface RefusalFacts {
	readonly refusal: Pick<Refused, 'ageSeconds'> & { readonly reason: DeliveryRefusal };
	/** The header that was checked. */
	readonly header?: string | null;
	/** Names of the headers that came; their values stay out of the log. */
	readonly headerNames?: readonly string[];
	readonly secrets?: readonly WebhookSecret[];
	/** The credential names no secret, and one made from its login was checked. */
	readonly isDerived?: boolean;
	/** The previous secret, whose time is over or can't be read, is the one that signed. */
	readonly isRetired?: boolean;
	/** What went wrong while reading the body, or while making a secret from the login. */
	readonly detail?: string;
}

/** A longer list is noise, and the sender must not be able to fill the log. */
const MAX_NAMES = 40;
const MAX_NAME_LENGTH = 60;

function listed(names: readonly string[]): string {
	const shown = names.slice(0, MAX_NAMES).map((name) => name.slice(0, MAX_NAME_LENGTH));
	return shown.join(', ') + (names.length > MAX_NAMES ? ', …' : '');
}

/** What the operator reads about a refused delivery. Never holds a secret, a signature or a part of the body. */
export function explainRefusal(facts: RefusalFacts): string {
	const { refusal, header, headerNames, secrets = [], detail } = facts;
	const parts = [ADVICE[refusal.reason]];
	if (refusal.ageSeconds !== undefined) {
		const seconds = Math.abs(refusal.ageSeconds);
		parts.push(`It is ${seconds} s ${refusal.ageSeconds < 0 ? 'ahead of' : 'behind'} this server.`);
	}
	if (header) parts.push(`Header checked: ${header}.`);
	if (refusal.reason === 'no_signature_header' && headerNames !== undefined) {
		parts.push(`Headers that came: ${listed(headerNames)}.`);
	}
	const blank = secrets.some(({ value }) => value !== value.trim());
	if (refusal.reason === 'signature_mismatch' && blank) {
		parts.push('The secret in the credential begins or ends with white space.');
	}
	if (facts.isDerived && refusal.reason === 'signature_mismatch') {
		parts.push(
			'The credential names no webhook secret, so the one made from its login was checked. If its Environment, Email or Password was changed, publish the workflow again.',
		);
	}
	if (facts.isRetired) {
		parts.push(
			'It is signed with the previous webhook secret of the credential, which is not accepted any more: the time in "Accept the Previous Secret Until" is over, missing, or can’t be read. The vendor still uses the old secret: publish the workflow again or change the secret at the vendor, or set a later time.',
		);
	}
	if (detail) parts.push(`Reason: ${detail.replace(/\.$/, '')}.`);
	return parts.join(' ');
}
