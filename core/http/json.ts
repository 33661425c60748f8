/** The outcome of parsing text that may not be JSON. */
export type Parsed = { ok: true; value: unknown } | { ok: false; problem: string };

/** Parses JSON without throwing. */
export function parseJson(text: string): Parsed {
	try {
		return { ok: true, value: JSON.parse(text) };
	} catch (error) {
		return { ok: false, problem: (error as Error).message };
	}
}
