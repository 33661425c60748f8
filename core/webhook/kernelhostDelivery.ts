import type { DeliveryKind } from './delivery';
import { readKernelHostEnvelope } from './event';
import {
	findStripeSignatures,
	type HeaderVerdict,
	matchesAny,
	type Rejected,
	type RequestHeaders,
	usableSecrets,
	verdictFor,
	type WebhookSecret,
} from './signature';
import { DEFAULT_TOLERANCE_SECONDS, parseStripeSignature, stripeDigest } from './stripeSignature';

/** The part of a delivery that is known before its body is read. */
interface KernelHostHead {
	readonly headers: RequestHeaders;
	/** Exact header name; empty: detect it (`findStripeSignatures`). */
	readonly headerName: string;
	/** The receiver's clock, Unix seconds. */
	readonly now: number;
	/**
	 * Greatest age and greatest lead of the signed time, in seconds, both inclusive. 0 allows no
	 * skew.
	 */
	readonly tolerance?: number;
}

export interface KernelHostDeliveryInput extends KernelHostHead {
	/** The received bytes, never decoded: decoding changes bodies that are not valid UTF-8. */
	readonly body: Uint8Array;
	readonly secrets: readonly WebhookSecret[];
}

/** A time and its digests that may verify a delivery. */
interface Candidate {
	readonly header: string;
	readonly timestamp: string;
	readonly digests: readonly string[];
}

/**
 * Each distinct time costs one HMAC over the whole body per secret, and there are at most two
 * secrets: the current and the previous one. So a delivery costs at most four HMACs, whatever its
 * headers.
 */
const MAX_TIMES_CHECKED = 2;

/**
 * Rejects a delivery by its headers alone, without its body, a secret or an HMAC.
 * @returns undefined when the signature has to decide
 */
export function rejectKernelHostHead(head: KernelHostHead): HeaderVerdict<Rejected> | undefined {
	const read = candidatesIn(head);
	return 'verdict' in read ? read : undefined;
}

/**
 * Verifies a KernelHost delivery by whichever header has the signature: KernelHost documents that
 * it follows Stripe's scheme, but not the header's name (kernelhost.md 9). Never throws, and
 * rejects when there is no usable secret.
 *
 * A repeated `t` is allowed: every `t` is checked with every `v1`. One HMAC covers one pair of time
 * and body, so recombination forges nothing, while rejecting would lose a delivery whose header a
 * proxy doubled. Unlike Stripe's library it limits the time in both directions.
 */
export function verifyKernelHostDelivery(input: KernelHostDeliveryInput): HeaderVerdict {
	const candidates = candidatesIn(input);
	if ('verdict' in candidates) return candidates;
	const secrets = usableSecrets(input.secrets);
	const [first] = candidates;
	const header = first?.header ?? null;
	if (secrets.length === 0) return { verdict: { ok: false, reason: 'no_secret' }, header };
	const times = [...new Set(candidates.map(({ timestamp }) => timestamp))];
	for (const timestamp of times.slice(0, MAX_TIMES_CHECKED)) {
		const ofTime = candidates.filter((candidate) => candidate.timestamp === timestamp);
		for (const secret of secrets) {
			const expected = stripeDigest(input.body, secret.value, timestamp);
			const matched = ofTime.find(({ digests }) => matchesAny(expected, digests));
			if (!matched) continue;
			const signed = { scheme: 'stripe-v1' as const, timestamp: Number(timestamp) };
			return { verdict: verdictFor(secret, signed), header: matched.header };
		}
	}
	return { verdict: { ok: false, reason: 'signature_mismatch' }, header };
}

function candidatesIn(head: KernelHostHead): Candidate[] | HeaderVerdict<Rejected> {
	const { headers, headerName, now, tolerance = DEFAULT_TOLERANCE_SECONDS } = head;
	const candidates: Candidate[] = [];
	let rejected: HeaderVerdict<Rejected> = {
		// Stryker disable next-line StringLiteral: every verdict about a header replaces it
		verdict: { ok: false, reason: 'no_signature_header' },
		header: null,
	};
	for (const { name, value } of findStripeSignatures(headers, headerName)) {
		const parsed = parseStripeSignature(value);
		if (!parsed) {
			const verdict = { ok: false, reason: 'malformed_header' } as const;
			if (rejected.header === null) rejected = { verdict, header: name };
			continue;
		}
		for (const timestamp of parsed.timestamps) {
			const age = now - Number(timestamp);
			// Written so that a NaN tolerance or clock rejects.
			if (Number.isFinite(tolerance) && Math.abs(age) <= tolerance) {
				candidates.push({ header: name, timestamp, digests: parsed.digests });
				continue;
			}
			const reason = age < 0 ? 'timestamp_in_future' : 'timestamp_too_old';
			// Of several rejected headers, report the one that came closest.
			if (rejected.verdict.ageSeconds === undefined) {
				rejected = { verdict: { ok: false, reason, ageSeconds: age }, header: name };
			}
		}
	}
	return candidates.length > 0 ? candidates : rejected;
}

interface SignatureSettings {
	/** Exact name of the signature header; empty: detect it by its form. */
	headerName: string;
	/** Greatest difference between the signed time and this machine's clock, in seconds. */
	tolerance: number;
}

/** Returns how KernelHost's deliveries are verified and read (kernelhost.md 9). */
export function kernelHostDelivery(settings: SignatureSettings): DeliveryKind {
	return {
		credentialType: 'kernelHostApi',
		readEnvelope: readKernelHostEnvelope,
		rejectHead: (headers, now) => rejectKernelHostHead({ ...settings, headers, now }),
		verify: (received) => verifyKernelHostDelivery({ ...settings, ...received }),
	};
}
