import type { Rejected, RejectionReason, WebhookSecret } from '../../../core/webhook/verdict';

/** Everything that keeps a delivery from being verified. */
export type DeliveryRejection = RejectionReason | 'body_unreadable' | 'body_too_large';

/** The largest body that is verified, in bytes: n8n's own limit unless its operator raises it (`N8N_PAYLOAD_SIZE_MAX`). */
export const MAXIMUM_BODY_BYTES = 16 * 1024 * 1024;

const ADVICE: Record<DeliveryRejection, string> = {
	no_secret:
		'no webhook secret is set in the credential. Enter the secret that the vendor signs deliveries with; until then every delivery is rejected.',
	no_signature_header:
		'it carries no signature header. Either it is not from the vendor, or the header has another name or is removed by a proxy.',
	malformed_header: 'its signature header is not of the documented form.',
	signature_mismatch:
		'the signature does not match the body. Either it is forged, or the webhook secret in the credential is not the one that the vendor uses, or a proxy changes the body.',
	timestamp_too_old:
		'its time is too far in the past. Either it is a replay, or a clock is wrong: check the time of this server.',
	timestamp_in_future:
		'its time is in the future. Either it is forged, or a clock is wrong: check the time of this server.',
	other_service:
		'its body begins with a time, as the text that KernelHost signs. It is a KernelHost delivery that somebody sent on, or is forged. Use different webhook secrets for KernelHost and KillB.',
	retired_secret:
		'it is signed with the previous webhook secret of the credential, which is not accepted any more: the time in "Accept the Previous Secret Until" is over, missing, or can’t be read. The vendor still uses the old secret: publish the workflow again or change the secret at the vendor, or set a later time.',
	body_unreadable: 'its body could not be read.',
	body_too_large: `its body is larger than ${MAXIMUM_BODY_BYTES / 1024 / 1024} MiB.`,
};

export interface RejectionFacts {
	readonly rejection: Pick<Rejected, 'ageSeconds'> & { readonly reason: DeliveryRejection };
	/** The header that was checked. */
	readonly header?: string | null;
	/** Names of the headers that came; their values stay out of the log. */
	readonly headerNames?: readonly string[];
	readonly secrets?: readonly WebhookSecret[];
	/** The credential names no secret, and the generated one was checked. */
	readonly isUnnamed?: boolean;
	/** What went wrong while reading the body, or the secrets of the credential. */
	readonly detail?: string;
}

/** A longer list is noise, and the sender must not be able to fill the log. */
const MAX_NAMES = 40;
const MAX_NAME_LENGTH = 60;

function listed(names: readonly string[]): string {
	const shown = names.slice(0, MAX_NAMES).map((name) => name.slice(0, MAX_NAME_LENGTH));
	return shown.join(', ') + (names.length > MAX_NAMES ? ', …' : '');
}

/** What the operator reads about a rejected delivery. Never holds a secret, a signature or a part of the body. */
export function explainRejection(facts: RejectionFacts): string {
	const { rejection, header, headerNames, secrets = [], detail } = facts;
	const parts = [ADVICE[rejection.reason]];
	if (rejection.ageSeconds !== undefined) {
		const seconds = Math.abs(rejection.ageSeconds);
		parts.push(
			`It is ${seconds} s ${rejection.ageSeconds < 0 ? 'ahead of' : 'behind'} this server.`,
		);
	}
	if (header) parts.push(`Header checked: ${header}.`);
	if (rejection.reason === 'no_signature_header' && headerNames !== undefined) {
		parts.push(`Headers that came: ${listed(headerNames)}.`);
	}
	const blank = secrets.some(({ value }) => value !== value.trim());
	if (rejection.reason === 'signature_mismatch' && blank) {
		parts.push('The secret in the credential begins or ends with white space.');
	}
	if (facts.isUnnamed && rejection.reason === 'signature_mismatch') {
		parts.push(
			'The credential names no webhook secret, so the generated one was checked. Publish the workflow again: that registers it.',
		);
	}
	if (detail) parts.push(`Reason: ${detail.replace(/\.$/, '')}.`);
	return parts.join(' ');
}
