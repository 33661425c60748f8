import { parseJson } from '../http/json';

/** What a delivery's bytes say. */
export interface ParsedBody {
	/** The parsed JSON; null when the body can't be handed on as JSON. */
	readonly event: unknown;
	/** The body as text, only when `event` does not hold it. */
	readonly bodyText?: string;
	/** The exact bytes in base64, only when they are not valid UTF-8 and the text above or in `event` is thus an approximation. */
	readonly bodyBase64?: string;
}

/**
 * n8n copies and stores items by recursion. JSON nested thousands deep parses well and then ends the execution with a
 * stack overflow; an event of a vendor is a handful of levels deep.
 */
const MAX_DEPTH = 256;

/**
 * Removes own `__proto__` members in place and tells whether the value stays within the depth. JSON.parse makes a plain
 * member of `"__proto__"`, but n8n's deep copy assigns it, which would give downstream nodes an object whose
 * missing fields are the sender's. Walks with a list, since recursion is what it guards against.
 */
function makeSafe(root: unknown): boolean {
	let level: object[] = typeof root === 'object' && root !== null ? [root] : [];
	for (let depth = 1; level.length > 0; depth += 1) {
		if (depth > MAX_DEPTH) return false;
		const next: object[] = [];
		for (const parent of level) {
			if (Object.hasOwn(parent, '__proto__')) Reflect.deleteProperty(parent, '__proto__');
			for (const child of Object.values(parent) as unknown[]) {
				if (typeof child === 'object' && child !== null) next.push(child);
			}
		}
		level = next;
	}
	return true;
}

/**
 * Reads a verified body. Never throws and never loses a delivery: what is not JSON, or nested deeper than n8n can
 * carry, comes back as `event: null` with the text. A byte order mark is passed over, as n8n does.
 *
 * A number that JavaScript can't hold exactly comes as text, with every digit that was signed.
 */
export function parseBody(raw: Uint8Array): ParsedBody {
	const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
	const text = new TextDecoder('utf-8').decode(bytes);
	const approximated = text.includes('\uFFFD') && !isValidUtf8(bytes);
	const exact = approximated ? { bodyBase64: bytes.toString('base64') } : {};
	const parsed = parseJson(text);
	if (parsed.ok && makeSafe(parsed.value)) return { event: parsed.value, ...exact };
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
