import { withExactNumbers } from '../json/exactNumbers';

/** The outcome of parsing text that may not be JSON. */
export type Parsed = { ok: true; value: unknown } | { ok: false; problem: string };

/**
 * Parses JSON without throwing and without rounding: a number that JavaScript can't hold exactly, such as an amount of
 * 17 digits, becomes text with every digit that came.
 */
export function parseJson(text: string): Parsed {
	try {
		const value = JSON.parse(text) as unknown;
		const exact = withExactNumbers(text);
		return { ok: true, value: exact === text ? value : JSON.parse(exact) };
	} catch (error) {
		return { ok: false, problem: (error as Error).message };
	}
}
