import type { Remedies, RemediesByStatus } from '../http/explanation';

const PORTAL = 'the KernelHost customer portal';

/**
 * KernelHost does not document whether it stores a declined payment under its idempotency key as it
 * does an order (kernelhost.md 6). So a retry with the same key may get the first error again
 * although the account has been topped up since.
 */
const SAME_KEY =
	'Then start a new execution, or use another Business Reference: a retry has the same idempotency key, and may return this stored error for 24 hours.';

/** Every documented `reason` (kernelhost.md 8). For 402 the remedies are the vendor's own. */
export const REASONS: Remedies = {
	missing_headers: {
		message: 'KernelHost did not receive the signature headers',
		advice: 'Something between n8n and KernelHost removes the KH-… headers. Check n8n’s proxy.',
	},
	bad_key: {
		message: 'KernelHost rejected the key ID as malformed',
		advice: `Copy the Key ID again from ${PORTAL}, section "Reseller API", into the credential.`,
	},
	bad_timestamp: {
		message: 'KernelHost rejected the timestamp as malformed',
		advice: 'Check the clock of the machine that runs n8n.',
	},
	timestamp_out_of_window: {
		message: 'n8n’s clock differs too much from KernelHost’s',
		advice:
			'A signature is valid for 300 seconds. Set the clock of the machine that runs n8n (turn on NTP), then try again.',
	},
	bad_nonce: {
		message: 'KernelHost rejected the nonce as malformed',
		advice:
			'This should not happen. Please report it to the maintainers of this node with the request ID.',
	},
	bad_signature: {
		message: 'KernelHost rejected the signature as malformed',
		advice:
			'All of KernelHost’s samples have lower-case digits. If it wants capital ones, set Vendor Overrides in the credential to {"signatureDigits": "upper"}. Otherwise report it to the maintainers of this node with the request ID.',
	},
	signature_mismatch: {
		message: 'The signature does not match: the secret or the signed path is wrong',
		advice: `Check the Secret in the credential. After a rotation in ${PORTAL}, the old secret stops working immediately. If the secret is correct, set Vendor Overrides in the credential to {"signedPath": "fullPath"}.`,
	},
	replay_detected: {
		message: 'KernelHost has already received this nonce',
		advice:
			'A proxy may have sent the request twice. KernelHost may have processed the first copy: check there before you run it again.',
	},
	unknown_or_locked_key: {
		message: 'KernelHost does not know this key, or it is locked',
		advice: `Check the Key ID in the credential, and check in ${PORTAL} that the key is active.`,
	},
	ip_not_allowed: {
		message: 'n8n’s IP address is not on the key’s allowlist',
		advice: `Add n8n’s public IP address to the key’s IP whitelist in ${PORTAL}.`,
	},
	insufficient_credit_and_no_card: {
		message: 'Payment failed: not enough credit and no card',
		advice: `Top up your credit or add a card in ${PORTAL}. ${SAME_KEY}`,
	},
	card_declined: {
		message: 'Payment failed: the card was declined',
		advice: `Use another card in ${PORTAL}, or contact your bank. ${SAME_KEY}`,
	},
	card_expired: {
		message: 'Payment failed: the card has expired',
		advice: `Add a new card in ${PORTAL} (3-D Secure requires the cardholder’s approval). ${SAME_KEY}`,
	},
	client_not_found: {
		message: 'Payment failed: KernelHost found no customer for this key',
		advice: 'Contact KernelHost support and quote the request ID.',
	},
	missing_scope: {
		message: 'The key does not have the permission (scope) for this operation',
		advice: `Turn on the permission for this key in ${PORTAL}. New keys are read-only.`,
	},
};

/** Every documented `type`, for answers without a reason (kernelhost.md 8). */
export const TYPES: Remedies = {
	validation_failed: {
		message: 'KernelHost rejected the input',
		advice: 'Correct these fields.',
	},
	auth_failed: {
		message: 'KernelHost rejected the key or the signature',
		advice: 'Check the KernelHost credential.',
	},
	payment_required: {
		message: 'Payment failed',
		advice: `Check your credit and cards in ${PORTAL}. ${SAME_KEY}`,
	},
	forbidden_scope: {
		message: 'The key does not have the permission (scope) for this operation',
		advice: `Turn on the permission for this key in ${PORTAL}. New keys are read-only.`,
	},
	not_found: {
		message: 'KernelHost found nothing with this ID',
		advice: 'Check the ID. KernelHost returns the same error for other customers’ objects.',
	},
	idempotency_conflict: {
		message: 'KernelHost already received this idempotency key with different content',
		advice:
			'The first order with this key still stands, and no new order was placed. Send the same content again, or use another Business Reference for a new order. KernelHost remembers a key for 24 hours.',
	},
	rate_limited: {
		message: 'KernelHost’s rate limit was exceeded',
		advice:
			'Wait, then try again. The documented limits of a key are 60 requests per minute and 5,000 per day. KernelHost can raise them.',
	},
	internal_error: {
		message: 'KernelHost had an internal error',
		advice: 'Try again later, or quote the request ID to KernelHost support.',
	},
};

/** By status, for answers without a reason or a documented type. */
export const STATUSES: RemediesByStatus = {
	409: {
		message: 'KernelHost reports a conflict',
		advice:
			'KernelHost did not process this request, and does not say why. The idempotency key may already have been used with different content. Check at KernelHost what was done. Then run it again with the same key to get that result, or with another Business Reference for a new order.',
	},
	425: {
		message: 'KernelHost is still processing an earlier request',
		advice: 'Wait a moment, then run it again with the same key. Nothing is done twice.',
	},
};
