import { makeSafeForItems, parseJson } from '../json';

/** The content of a delivery's bytes. */
export interface ParsedBody {
	/** The parsed JSON; null when the body can't be passed on as JSON. */
	readonly event: unknown;
	/** The body as text, only when `event` does not hold it. */
	readonly bodyText?: string;
	/**
	 * The exact bytes in base64, only when they are not valid UTF-8 so that the text above or in
	 * `event` is an approximation.
	 */
	readonly bodyBase64?: string;
}

/**
 * Reads a verified body. Never throws and never loses a delivery: a body that is not JSON, or
 * nested too deeply for n8n, becomes `event: null` with the text. A byte order mark is skipped, as
 * in n8n.
 *
 * A number that JavaScript can't hold exactly becomes text with all of its digits.
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
