import { findStripeSignatures } from './signatureHeader';
import type { RequestHeaders } from './signatureHeader';
import { verifyStripeSignature } from './stripeSignature';
import type { StripeSignatureInput } from './stripeSignature';
import { usableSecrets } from './verdict';
import type { RefusalReason, SignatureVerdict } from './verdict';

export interface KernelHostDeliveryInput extends Omit<StripeSignatureInput, 'header'> {
	readonly headers: RequestHeaders;
	/** Exact header name; empty: recognise it (`findStripeSignatures`). */
	readonly headerName: string;
}

export interface KernelHostVerdict {
	readonly verdict: SignatureVerdict;
	/** The header that the verdict is about, lower-case; null when none was found. */
	readonly header: string | null;
}

/** Of several refused headers the operator is told about the one that came closest. */
const CLOSENESS: readonly RefusalReason[] = [
	'no_secret',
	'no_signature_header',
	'malformed_header',
	'signature_mismatch',
	'timestamp_in_future',
	'timestamp_too_old',
];

/** Verifies a KernelHost delivery by whichever header carries its signature. Never throws. */
export function verifyKernelHostDelivery(input: KernelHostDeliveryInput): KernelHostVerdict {
	const found = findStripeSignatures(input.headers, input.headerName);
	let reason: RefusalReason =
		usableSecrets(input.secrets).length === 0 ? 'no_secret' : 'no_signature_header';
	let closest: KernelHostVerdict = { verdict: { ok: false, reason }, header: null };
	for (const { name, value } of found) {
		const verdict = verifyStripeSignature({ ...input, header: value });
		if (verdict.ok) return { verdict, header: name };
		if (CLOSENESS.indexOf(verdict.reason) > CLOSENESS.indexOf(reason)) {
			reason = verdict.reason;
			closest = { verdict, header: name };
		}
	}
	return closest;
}
