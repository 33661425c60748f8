import { type HostileShape, textOf } from './hostile';

const LENGTH = 100_000;
/** At this length quadratic time already shows, and thousands of texts still take only seconds. */
const SCREENED = 20_000;
/**
 * Short texts first, each a little longer than the one before: exponential time exceeds the limit
 * soon after it comes near it, and would never finish a long text.
 */
const SHORT = [16, 20, 22, 24, 26, 28, 30, 32, 34, 36, 38, 40, 44, 48, 54, 60, 80, 200, 2000];

/** Far above what a linear pass takes on a busy machine, and far below the square of the length. */
const MOST_PASSES = 200;

function milliseconds(work: () => unknown): number {
	const start = performance.now();
	work();
	return performance.now() - start;
}

/** The shortest of this many passes is one that no other process disturbed. */
const PASSES = 30;

/** One linear pass over a text of that length, measured in the same run. */
function onePass(length: number): number {
	const text = 'ab'.repeat(length / 2);
	const pass = () => milliseconds(() => text.replace(/[^a]/g, 'c'));
	return Math.min(...Array.from({ length: PASSES }, pass));
}

/**
 * As the code uses expressions: global ones continue after each match, split starts at each
 * position.
 */
const USES = {
	replace: (expression: RegExp, text: string) => text.replace(expression, ''),
	split: (expression: RegExp, text: string) => text.split(expression),
};
type Use = keyof typeof USES;

/** Returns how an expression is too slow, or undefined. */
export function slowness(expression: RegExp, shapes: readonly HostileShape[]): string | undefined {
	let limit = onePass(SCREENED) * MOST_PASSES;
	const isOver = (use: Use, text: string) => {
		const measure = () => milliseconds(() => USES[use](expression, text));
		const first = measure();
		// A busy machine gets a second measurement.
		const took = first > limit ? Math.min(first, measure(), measure()) : first;
		return { took, isOver: took > limit };
	};
	let worst: { shape: HostileShape; use: Use; took: number } | undefined;
	for (const shape of shapes) {
		for (const use of Object.keys(USES) as Use[]) {
			for (const length of [...SHORT, SCREENED]) {
				const measured = isOver(use, textOf(shape, length));
				if (measured.isOver) return told(shape, use, length);
				if (measured.took > (worst?.took ?? 0)) worst = { shape, use, took: measured.took };
			}
		}
	}
	if (!worst) return undefined;
	limit = onePass(LENGTH) * MOST_PASSES;
	const { shape, use } = worst;
	return isOver(use, textOf(shape, LENGTH)).isOver ? told(shape, use, LENGTH) : undefined;
}

function told(shape: HostileShape, use: Use, length: number): string {
	return `${use} of ${JSON.stringify(shape)} at ${length} characters`;
}
