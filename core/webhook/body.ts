import { makeSafeForItems, parseJson } from '../json';

/** What a delivery's bytes say. */
export interface ParsedBody {
	/** The parsed JSON; null when the body can't be handed on as JSON. */
	readonly event: unknown;
	/** The body as text, only when `event` does not hold it. */
	readonly bodyText?: string;
	/**
	 * The exact bytes in base64, only when they are not valid UTF-8 and the text above or in `event`
	 * is thus an approximation.
	 */
	readonly bodyBase64?: string;
}

/**
 * Reads a verified body. Never throws and never loses a delivery: what is not JSON, or nested
 * deeper than n8n can carry, comes back as `event: null` with the text. A byte order mark is passed
 * over, as n8n does.
 *
 * A number that JavaScript can't hold exactly comes as text, with every digit that was signed.
 */
export function parseBody(raw: Uint8Array): ParsedBody {
	const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
	const text = new TextDecoder('utf-8').decode(bytes);
	// Stryker disable next-line StringLiteral: includes only saves decoding twice
	const approximated = text.includes('\uFFFD') && !isValidUtf8(bytes);
	const exact = approximated ? { bodyBase64: bytes.toString('base64') } : {};
	const parsed = parseJson(text);
	if (parsed.ok && makeSafeForItems(parsed.value)) return { event: parsed.value, ...exact };
	return { event: null, bodyText: text, ...exact };
}

function isValidUtf8(bytes: Uint8Array): boolean {
	try {
		new TextDecoder('utf-8', { fatal: true }).decode(bytes);
		return true;
	} catch {
		return false;
	}
}
