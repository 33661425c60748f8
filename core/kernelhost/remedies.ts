import type { Remedies, RemediesByStatus } from '../http/explanation';

const PORTAL = 'the KernelHost customer portal';

/**
 * KernelHost does not document whether it stores a declined payment under its idempotency key as it
 * does an order (kernelhost.md 6). So a retry with the same key may get the first error again
 * although the account has been topped up since.
 */
const SAME_KEY =
	'Then run it in a new execution, or under another Business Reference: a retry has the same idempotency key, and may get this stored refusal for 24 hours.';

/** Every documented `reason` (kernelhost.md 8). For 402 the remedies are the vendor's own. */
export const REASONS: Remedies = {
	missing_headers: {
		message: 'KernelHost did not get the signature headers',
		advice:
			'Something between this n8n and KernelHost removes the KH-… headers. Check the proxy of this n8n.',
	},
	bad_key: {
		message: 'KernelHost calls the key ID malformed',
		advice: `Copy the Key ID into the credential again from ${PORTAL}, section "Reseller API".`,
	},
	bad_timestamp: {
		message: 'KernelHost calls the timestamp malformed',
		advice: 'Check the clock of the machine that n8n runs on.',
	},
	timestamp_out_of_window: {
		message: 'The clock of this n8n differs too much from KernelHost’s',
		advice:
			'A signature is valid for 300 seconds. Set the clock of the machine that n8n runs on (turn on NTP), then try again.',
	},
	bad_nonce: {
		message: 'KernelHost calls the nonce malformed',
		advice:
			'This should not happen. Please report it to the maintainers of this node with the request ID.',
	},
	bad_signature: {
		message: 'KernelHost calls the signature malformed',
		advice:
			'This should not happen. Please report it to the maintainers of this node with the request ID.',
	},
	signature_mismatch: {
		message: 'The signature does not match: the secret is wrong, or the wrong path was signed',
		advice: `Check the Secret of the credential (after a rotation in ${PORTAL} the old one stops working at once). If it is right, set {"signedPath": "fullPath"} as Vendor Overrides of the credential.`,
	},
	replay_detected: {
		message: 'KernelHost saw this nonce before',
		advice:
			'A proxy may have sent the request twice. The first copy may have been carried out: look before you run it again.',
	},
	unknown_or_locked_key: {
		message: 'KernelHost does not know this key, or it is locked',
		advice: `Check the Key ID of the credential, and in ${PORTAL} whether the key is active.`,
	},
	ip_not_allowed: {
		message: 'This n8n’s IP address is not on the key’s list',
		advice: `Add the public IP address of this n8n to the key's IP whitelist in ${PORTAL}.`,
	},
	insufficient_credit_and_no_card: {
		message: 'The order could not be paid: not enough credit, and no card',
		advice: `Top up the credit or add a card in ${PORTAL}. ${SAME_KEY}`,
	},
	card_declined: {
		message: 'The order could not be paid: the card was declined',
		advice: `Use another card in ${PORTAL}, or ask the bank. ${SAME_KEY}`,
	},
	card_expired: {
		message: 'The order could not be paid: the card has expired',
		advice: `Add a new card in ${PORTAL} (3-D Secure needs you to be there). ${SAME_KEY}`,
	},
	client_not_found: {
		message: 'The order could not be paid: KernelHost found no customer for this key',
		advice: 'Write to the support of KernelHost with the request ID.',
	},
	missing_scope: {
		message: 'The key lacks a permission (scope) for this operation',
		advice: `Switch the permission on for this key in ${PORTAL}. New keys may only read.`,
	},
};

/** Every documented `type`, for answers without a reason (kernelhost.md 8). */
export const TYPES: Remedies = {
	validation_failed: {
		message: 'KernelHost refused the input',
		advice: 'Correct the fields that are named here.',
	},
	auth_failed: {
		message: 'KernelHost refused the key or the signature',
		advice: 'Check the KernelHost credential.',
	},
	payment_required: {
		message: 'The order could not be paid',
		advice: `Check credit and cards in ${PORTAL}. ${SAME_KEY}`,
	},
	forbidden_scope: {
		message: 'The key lacks a permission (scope) for this operation',
		advice: `Switch the permission on for this key in ${PORTAL}. New keys may only read.`,
	},
	not_found: {
		message: 'KernelHost found nothing under this ID',
		advice:
			'Check the ID. Objects of other customers are answered the same way as objects that do not exist.',
	},
	idempotency_conflict: {
		message: 'KernelHost has seen this idempotency key with other content',
		advice:
			'The first order under this key stands, and nothing was placed now. Send the same content as the first time, or use another Business Reference if this is meant to be another order. KernelHost remembers a key for 24 hours.',
	},
	rate_limited: {
		message: 'KernelHost’s limit of requests is reached',
		advice:
			'Wait, then run it again. The documented limits of a key are 60 requests a minute and 5,000 a day; KernelHost can raise them.',
	},
	internal_error: {
		message: 'KernelHost had an internal error',
		advice: 'Try again later, or quote the request ID to the support of KernelHost.',
	},
};

/** By status, for answers without a reason or a documented type. */
export const STATUSES: RemediesByStatus = {
	409: {
		message: 'KernelHost reports a conflict',
		advice:
			'It did not complete this request, and does not say what is in the way: perhaps the idempotency key was used before with other content. Look there what is done already, and run it again under the same key to see that answer, or under another Business Reference if this is meant to be another order.',
	},
	425: {
		message: 'KernelHost is still at work on an earlier request',
		advice: 'Wait a moment, then run it again under the same key: that does nothing twice.',
	},
};
